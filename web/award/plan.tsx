import { Alert, DataList, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight, IconBan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Plan } from '../api/types.ts';
import { CreditsBar } from '../parts/credits.tsx';
import { formatDay } from '../parts/time.tsx';
import { creditsInWords, Figure } from './credits.tsx';
import { Limits } from './limits.tsx';
import { PlannedPeople } from './planned-people.tsx';

/** What approving now would do, and what stands in its way. */
export function PlanView({ plan, barriers }: { plan: Plan; barriers: readonly string[] }) {
  return (
    <Stack gap="md">
      {barriers.length > 0 && (
        <Alert color="red" icon={<IconBan />} title="It cannot be approved now">
          {barriers.map((words) => (
            <Text key={words} size="sm">
              {words}
            </Text>
          ))}
        </Alert>
      )}
      <Part title={actions[plan.project.action] ?? 'The project'}>
        <ProjectFacts project={plan.project} />
      </Part>
      <Part title="Credits">
        <Credits credits={plan.credits} />
      </Part>
      <Part title="People">
        <PlannedPeople members={plan.members} />
      </Part>
    </Stack>
  );
}

const actions: Record<string, string> = {
  create: 'A project is made',
  update: 'Its project is updated',
  link: 'The attached project is linked and updated',
};

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

function ProjectFacts({ project }: { project: Plan['project'] }) {
  const facts: [string, ReactNode][] = [
    ['Name', project.name],
    ['Short name', <Code key="short">{project.short_name}</Code>],
    ['Local identifier', <Code key="local">{project.local_identifier}</Code>],
    ['Customer', project.customer_name],
    ['Dates', `${formatDay(project.start_date)} to ${formatDay(project.end_date)}`],
  ];
  return (
    <DataList size="sm" gap={6} labelWidth={120}>
      {facts.map(([name, value]) => (
        <DataList.Item key={name}>
          <DataList.ItemLabel>{name}</DataList.ItemLabel>
          <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}

function Code({ children }: { children: string }) {
  return (
    <Text span size="sm" ff="monospace">
      {children}
    </Text>
  );
}

function Credits({ credits }: { credits: Plan['credits'] }) {
  return (
    <>
      <Group gap="md">
        <Figure name="Now">{creditsInWords(credits.before)}</Figure>
        <IconArrowRight size={20} aria-hidden />
        <Figure name="After approval">{creditsInWords(credits.after)}</Figure>
      </Group>
      <CreditsBar
        credits={credits.after}
        before={credits.before}
        approvalLimit={credits.approval_limit}
        maxLimit={credits.max_credit_limit}
      />
      <Limits
        approvalLimit={credits.approval_limit}
        maxLimit={credits.max_credit_limit}
        isAboveApproval={credits.above_approval_limit}
        isAboveMaximum={credits.above_max_credit_limit}
        unmappedUnit={credits.unmapped_unit}
        isUndecided
      />
    </>
  );
}
