import { Badge, Group, List, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconMinus } from '@tabler/icons-react';
import { formatCredits } from '../parts/credits.tsx';
import { PageLink } from '../parts/link.tsx';
import { nameOf, titleOf } from './awards.ts';
import type { Prepared, Results } from './use-together.ts';

/** Each award of several that are decided together: what it asks for, or what became of it. */
export function TogetherList({ all, results }: { all: readonly Prepared[]; results: Results }) {
  return (
    <List listStyleType="none" spacing="xs" aria-label="The awards">
      {all.map((one) => (
        <List.Item key={nameOf(one.award)}>
          <Line prepared={one} result={results.get(nameOf(one.award))} />
        </List.Item>
      ))}
    </List>
  );
}

// Not by its short name: all plans here would promise the same next one.
const deeds: Record<string, string> = {
  create: 'makes a project',
  update: 'updates its project',
  link: 'takes over the linked project',
};

interface LineProps {
  prepared: Prepared;
  /** undefined: not decided yet; null: done; else why not. */
  result: string | null | undefined;
}

function Line({ prepared, result }: LineProps) {
  const { award, plan, barrier } = prepared;
  const { identifier, destination } = award;
  const why = result ?? (result === undefined ? barrier : null);
  return (
    <Group wrap="nowrap" gap="sm" align="flex-start">
      <Mark isDone={result === null} isWrong={why !== null} />
      <Stack gap={0} miw={0}>
        <Group gap="xs">
          <PageLink
            to="/awards/$identifier/$destination"
            params={{ identifier, destination }}
            size="sm"
            fw={600}
          >
            {titleOf(award)}
          </PageLink>
          <Text size="xs" c="dimmed" ff="monospace">
            {identifier}
          </Text>
          {plan?.credits.above_approval_limit && <Above words="above the approval limit" />}
          {plan?.credits.above_max_credit_limit && <Above words="above the maximum" />}
        </Group>
        <Text size="xs" c="dimmed">
          {result === null
            ? 'Done'
            : plan
              ? `${award.details.allocation ?? 'no allocation'}, ${formatCredits(plan.credits.after)} credits; ${deeds[plan.project.action] ?? ''}`
              : (award.details.allocation ?? 'no allocation')}
        </Text>
        {why !== null && (
          <Text size="xs" c="var(--mantine-color-error)">
            {why}
          </Text>
        )}
      </Stack>
    </Group>
  );
}

function Above({ words }: { words: string }) {
  return (
    <Badge size="sm" color="orange" variant="light" tt="none">
      {words}
    </Badge>
  );
}

function Mark({ isDone, isWrong }: { isDone: boolean; isWrong: boolean }) {
  const Icon = isDone ? IconCheck : isWrong ? IconAlertTriangle : IconMinus;
  const words = isDone ? 'Done' : isWrong ? 'Not possible' : 'To do';
  return (
    <ThemeIcon
      size={22}
      radius="xl"
      variant="light"
      color={isDone ? 'green' : isWrong ? 'red' : 'gray'}
      aria-label={words}
      role="img"
    >
      <Icon size={14} />
    </ThemeIcon>
  );
}
