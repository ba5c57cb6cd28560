/* What keeps a project on a resource from being as it should be. */

import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import type { Machine } from '../api/types.ts';
import { RelativeTime } from '../parts/time-format.tsx';
import { NextTry } from './next-try.tsx';

/** The last error in the agents' words, a setting that prevents a state, and a block of staff. */
export function MachineProblems({ machine }: { machine: Machine }) {
  return (
    <>
      {machine.last_error !== null && <LastError machine={machine} message={machine.last_error} />}
      {machine.wanted_problem !== null && (
        <Alert color="orange" icon={<IconAlertTriangle />} title="Cannot be as wanted">
          <Text size="sm">{machine.wanted_problem}</Text>
        </Alert>
      )}
      {machine.block !== null && <StaffBlock block={machine.block} />}
    </>
  );
}

function LastError({ machine, message }: { machine: Machine; message: string }) {
  const { needs_attention, last_error_at, tries, next_try } = machine;
  return (
    <Alert
      color={needs_attention ? 'red' : 'orange'}
      icon={<IconAlertTriangle />}
      title={needs_attention ? 'Needs attention' : 'Last error'}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
        {message}
      </Text>
      <Text size="sm" mt={4}>
        {last_error_at !== null && (
          <>
            Failed <RelativeTime time={last_error_at} />
            {tries > 1 && `, ${tries} times in a row`}.{' '}
          </>
        )}
        {next_try !== null && (
          <>
            Next try: <NextTry time={next_try} />.
          </>
        )}
      </Text>
    </Alert>
  );
}

function StaffBlock({ block }: { block: NonNullable<Machine['block']> }) {
  return (
    <Alert color="gray" icon={<IconLock />} title="Blocked by staff">
      <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
        {block.comment || 'No comment.'}
      </Text>
      <Text size="sm" mt={4}>
        {block.by !== null && `${block.by}, `}
        <RelativeTime time={block.at} />
      </Text>
    </Alert>
  );
}
