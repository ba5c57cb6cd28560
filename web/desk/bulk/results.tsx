import { Box, Button, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { PageLink } from '../../parts/link.tsx';
import { type Decision, keyOf, nameOf } from '../awards.ts';
import { counted, isOpen, type Line } from './lines.ts';
import { awardsInWords, done } from './words.ts';

interface ResultsProps {
  decision: Decision;
  lines: readonly Line[];
  onAgain: () => void;
  onClose: () => void;
}

/** What became of each; first what did not work. */
export function Results({ decision, lines, onAgain, onClose }: ResultsProps) {
  const head = useRef<HTMLParagraphElement>(null);
  useEffect(() => head.current?.focus(), []);
  const failed = lines.filter(isOpen);
  const good = counted(lines, 'done');
  return (
    <Stack>
      <Text ref={head} tabIndex={-1} role="status" className="bulk-head" fw={600}>
        {awardsInWords(good)} {done(decision)}
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
          {[...failed, ...lines.filter((line) => !isOpen(line))].map((line) => (
            <Result key={keyOf(line.award)} decision={decision} line={line} />
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

function Result({ decision, line }: { decision: Decision; line: Line }) {
  const { award, words } = line;
  const { identifier, destination } = award;
  const isDone = !isOpen(line);
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
            {nameOf(award)}
          </PageLink>
          <Text size="sm" c={isDone ? 'dimmed' : color}>
            {isDone ? `Is ${done(decision)}.` : `Not ${done(decision)}: ${words}`}
          </Text>
        </Box>
      </Group>
    </Box>
  );
}
