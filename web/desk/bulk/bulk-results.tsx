/* The results of a decision about several awards. */

import { Box, Button, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useLayoutEffect, useRef } from 'react';
import { PageLink } from '../../parts/page-link.tsx';
import { formatAwardKey, getAwardName } from '../award-facts.ts';
import type { ReviewAction } from '../award-list-query.ts';
import { type BulkItem, countItems, isUnfinished } from './bulk-item.ts';
import { actionLabels, formatAwardCount } from './bulk-labels.ts';
import { MarkedText } from '../../parts/marked-text.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { formatZonedAge } from '../../parts/time-format.tsx';

interface BulkResultsProps {
  action: ReviewAction;
  items: readonly BulkItem[];
  onRetry: () => void;
  onClose: () => void;
}

/** The result for each award, failures first. */
export function BulkResults({ action, items, onRetry, onClose }: BulkResultsProps) {
  const heading = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const unfinished = items.filter(isUnfinished);
  const unknownCount = countItems(items, 'unknown');
  const failedCount = unfinished.length - unknownCount;
  const succeeded = items.filter((item) => !isUnfinished(item));
  return (
    <Stack>
      <Text ref={heading} tabIndex={-1} role="status" className="bulk-head" fw={600}>
        {formatAwardCount(countItems(items, 'done'))} {actionLabels[action].participle}
        {failedCount > 0 && `, ${failedCount} failed`}
        {unknownCount > 0 && `, ${unknownCount} not known yet`}.
        {unfinished.length > 0 && (
          <Text span inherit fw={400}>
            {' '}
            {unknownCount === 0 ? 'Failed awards' : 'These'} stay selected.
          </Text>
        )}
      </Text>
      <ScrollArea.Autosize mah="45dvh" type="auto" offsetScrollbars="present">
        <Box component="ul" className="bulk-lines">
          {[...unfinished, ...succeeded].map((item) => (
            <BulkResultItem key={formatAwardKey(item.award)} action={action} item={item} />
          ))}
        </Box>
      </ScrollArea.Autosize>
      <Group justify="flex-end">
        {unfinished.length > 0 && (
          <Button variant="default" onClick={onRetry}>
            Try failed awards again
          </Button>
        )}
        <Button onClick={onClose}>Close</Button>
      </Group>
    </Stack>
  );
}

function describeResult(action: ReviewAction, { step, message }: BulkItem): string {
  const { participle } = actionLabels[action];
  if (step === 'done') return message || `Is ${participle}.`;
  if (step !== 'unknown') return `Not ${participle}: ${message}`;
  return `It may be ${participle}: ${message} This page looks again when the connection is back.`;
}

function BulkResultItem({ action, item }: { action: ReviewAction; item: BulkItem }) {
  const { award } = item;
  const { identifier, destination } = award;
  const isDone = !isUnfinished(item);
  const Icon = isDone ? IconCheck : IconAlertTriangle;
  const color = isDone ? 'var(--mantine-color-green-text)' : 'var(--mantine-color-error)';
  return (
    <Box component="li" py={6}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Icon size={18} color={color} aria-hidden />
        <Box miw={0}>
          <PageLink
            to="/awards/$identifier/$destination"
            params={{ identifier, destination }}
            size="sm"
            fw={600}
          >
            <MarkedText text={getAwardName(award)} />
          </PageLink>
          <Text size="sm" c={isDone ? 'dimmed' : color}>
            <Sentence text={describeResult(action, item)} formatTime={formatZonedAge} />
          </Text>
        </Box>
      </Group>
    </Box>
  );
}
