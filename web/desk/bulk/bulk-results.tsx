import { Box, Button, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { PageLink } from '../../parts/page-link.tsx';
import { type ReviewAction, formatAwardKey, getAwardName } from '../award-list-query.ts';
import { countItems, isUnfinished, type BulkItem } from './bulk-item.ts';
import { formatAwardCount, getActionParticiple } from './bulk-labels.ts';

interface BulkResultsProps {
  decision: ReviewAction;
  items: readonly BulkItem[];
  onRetry: () => void;
  onClose: () => void;
}

/** What became of each; first what did not work. */
export function BulkResults({
  decision,
  items: lines,
  onRetry: onAgain,
  onClose,
}: BulkResultsProps) {
  const head = useRef<HTMLParagraphElement>(null);
  useEffect(() => head.current?.focus(), []);
  const failed = lines.filter(isUnfinished);
  const good = countItems(lines, 'done');
  return (
    <Stack>
      <Text ref={head} tabIndex={-1} role="status" className="bulk-head" fw={600}>
        {formatAwardCount(good)} {getActionParticiple(decision)}
        {failed.length > 0 && `, ${failed.length} not`}.
        {failed.length > 0 && (
          <Text span inherit fw={400}>
            {' '}
            What was not stays selected.
          </Text>
        )}
      </Text>
      <ScrollArea.Autosize mah="45dvh" type="auto" offsetScrollbars="present">
        <Box component="ul" className="bulk-lines">
          {[...failed, ...lines.filter((line) => !isUnfinished(line))].map((line) => (
            <BulkResultItem key={formatAwardKey(line.award)} decision={decision} line={line} />
          ))}
        </Box>
      </ScrollArea.Autosize>
      <Group justify="flex-end">
        {failed.length > 0 && (
          <Button variant="default" onClick={onAgain}>
            Try the failed ones again
          </Button>
        )}
        <Button onClick={onClose}>Close</Button>
      </Group>
    </Stack>
  );
}

function BulkResultItem({ decision, line }: { decision: ReviewAction; line: BulkItem }) {
  const { award, message: words } = line;
  const { identifier, destination } = award;
  const isDone = !isUnfinished(line);
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
            {getAwardName(award)}
          </PageLink>
          <Text size="sm" c={isDone ? 'dimmed' : color}>
            {isDone
              ? `Is ${getActionParticiple(decision)}.`
              : `Not ${getActionParticiple(decision)}: ${words}`}
          </Text>
        </Box>
      </Group>
    </Box>
  );
}
