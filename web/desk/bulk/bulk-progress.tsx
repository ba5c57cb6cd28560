import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type BulkItem, countItems } from './bulk-item.ts';

interface BulkProgressProps {
  items: readonly BulkItem[];
  onStop: () => void;
}

/** How many awards have been decided about, and a button that leaves out the rest. */
export function BulkProgress({ items, onStop }: BulkProgressProps) {
  const [isStopping, setStopping] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
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
          disabled={isStopping}
          onClick={() => {
            setStopping(true);
            onStop();
          }}
        >
          Stop
        </Button>
      </Group>
    </Stack>
  );
}
