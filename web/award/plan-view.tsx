import { Alert, DataList, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight, IconBan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Plan } from '../api/types.ts';
import { CreditsBar } from '../parts/credits-bar.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { formatDate, formatZonedAge } from '../parts/time-format.tsx';
import { formatCreditsOrNone, Figure } from './credits-section.tsx';
import { LimitNotes } from './limit-notes.tsx';
import { PlannedMachines } from './planned-machines.tsx';
import { PlannedMembers } from './planned-members.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/** What approving would do now, or what prevents it. */
export function PlanView({ plan, barriers }: { plan: Plan; barriers: readonly string[] }) {
  return (
    <Stack gap="md">
      {barriers.length > 0 && (
        <Alert color="red" icon={<IconBan />} title="It cannot be approved now">
          {barriers.map((barrier) => (
            <Text key={barrier} size="sm">
              <Sentence text={barrier} formatTime={formatZonedAge} />
            </Text>
          ))}
        </Alert>
      )}
      {barriers.length === 0 && <PlanParts plan={plan} />}
    </Stack>
  );
}

function PlanParts({ plan }: { plan: Plan }) {
  return (
    <>
      <PlanPart title={projectActionTitles[plan.project.action] ?? 'The project'}>
        <PlannedProject project={plan.project} />
      </PlanPart>
      <PlanPart title="Credits">
        <PlannedCredits credits={plan.credits} />
      </PlanPart>
      <PlanPart title="People">
        <PlannedMembers members={plan.members} />
      </PlanPart>
      <PlanPart title="On the machines">
        <PlannedMachines machines={plan.machines} />
      </PlanPart>
    </>
  );
}

/** By the actions that the API names; it may add others. */
const projectActionTitles: Readonly<Record<string, string>> = {
  create: 'A project is created',
  update: 'The project is updated',
  link: 'The attached project is linked and updated',
};

function PlanPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

function PlannedProject({ project }: { project: Plan['project'] }) {
  const properties: [string, ReactNode][] = [
    ['Name', <MarkedText key="name" text={project.name} />],
    ['Short name', <MonospaceText key="short">{project.short_name}</MonospaceText>],
    ['Local identifier', <MonospaceText key="local">{project.local_identifier}</MonospaceText>],
    ['Customer', <MarkedText key="customer" text={project.customer_name} />],
    ['Dates', `${formatDate(project.start_date)} to ${formatDate(project.end_date)}`],
  ];
  return (
    <DataList size="sm" gap={6} labelWidth={120}>
      {properties.map(([name, value]) => (
        <DataList.Item key={name}>
          <DataList.ItemLabel>{name}</DataList.ItemLabel>
          <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}

function MonospaceText({ children }: { children: string }) {
  return (
    <Text span size="sm" ff="monospace">
      {children}
    </Text>
  );
}

function PlannedCredits({ credits }: { credits: Plan['credits'] }) {
  return (
    <>
      <Group gap="md">
        <Figure name="Now">{formatCreditsOrNone(credits.before)}</Figure>
        <IconArrowRight size={20} aria-hidden />
        <Figure name="After approval">{formatCreditsOrNone(credits.after)}</Figure>
      </Group>
      <CreditsBar
        credits={credits.after}
        currentCredits={credits.before}
        approvalLimit={credits.approval_limit}
        maxLimit={credits.max_credit_limit}
      />
      <LimitNotes
        approvalLimit={credits.approval_limit}
        maxLimit={credits.max_credit_limit}
        isAboveApproval={credits.above_approval_limit}
        isAboveMaximum={credits.above_max_credit_limit}
        unmappedUnit={credits.unmapped_unit}
        isPending
      />
    </>
  );
}
