import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import { abortChanges } from '../../api/changes-in-flight.ts';
import { type BulkItem, countItems } from './bulk-item.ts';

interface BulkProgressProps {
  items: readonly BulkItem[];
  onStop: () => void;
}

/** How many awards have been decided about, and a button that leaves out the rest, then waits no longer. */
export function BulkProgress({ items, onStop }: BulkProgressProps) {
  const [isStopping, setStopping] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  const total = items.length - countItems(items, 'blocked');
  const finished = total - countItems(items, 'ready', 'deciding');
  const label = `${finished} of ${total}`;
  return (
    <Stack>
      <Text size="sm" role="status">
        {label}
      </Text>
      <Progress value={(finished / total) * 100} aria-label={`Decided: ${label}`} />
      <Group justify="flex-end">
        <Button
          ref={button}
          variant="default"
          onClick={() => {
            // Twice: what is under way is no longer waited for, and the results say what happened.
            if (isStopping) abortChanges();
            setStopping(true);
            onStop();
          }}
        >
          {isStopping ? 'Stop waiting' : 'Stop'}
        </Button>
      </Group>
    </Stack>
  );
}
