import { Alert, Text } from '@mantine/core';
import { IconMailExclamation, IconUserExclamation } from '@tabler/icons-react';
import type { Award } from '../api/types.ts';
import { Sentence } from '../parts/sentence.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/**
 * What was refused or left out of the last message of the awarding portal, and which members it
 * cannot be told about; nothing where all is well.
 */
export function MessageProblems({ award }: { award: Award }) {
  const { message_problem: problem, message_problem_at: at, user_list_problem: users } = award;
  return (
    <>
      {problem !== null && (
        <Alert color="orange" icon={<IconMailExclamation />} title={describeProblem(problem)}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <Sentence text={problem} />
          </Text>
          {at !== null && (
            <Text size="sm">
              <RelativeTime time={at} />
            </Text>
          )}
        </Alert>
      )}
      {users !== null && (
        <Alert
          color="orange"
          icon={<IconUserExclamation />}
          title="The awarding portal does not see all members"
        >
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <MarkedText text={users} />
          </Text>
        </Alert>
      )}
    </>
  );
}

/** src/award/oddities.ts ends what it leaves out with these words; anything else refused the message. */
const describeProblem = (problem: string): string =>
  /; left out\./.test(problem)
    ? 'Part of the last message was left out'
    : 'Last message refused, the award is unchanged';
