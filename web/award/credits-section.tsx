import { Group, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { Award } from '../api/types.ts';
import { formatAllocation } from '../parts/allocation-format.ts';
import { assessAllocation, formatCredits } from '../parts/credit-format.ts';
import { CreditsBar } from '../parts/credits-bar.tsx';
import type { AwardVersion } from './award-queries.ts';
import { type LimitCheck, LimitNotes } from './limit-notes.tsx';
import { usePlan } from './use-plan.ts';
import { AwardSection } from './award-section.tsx';
import { describeGrant, findAllocationChange } from './running-change.ts';

/** The requested allocation, and its credits against both limits of the template. */
export function CreditsSection({ version }: { version: AwardVersion }) {
  const { details, state } = version.award;
  const credits = useCreditsAssessment(version);
  const change = findAllocationChange(version.award);
  // Without a project there were no credits before, which needs no mention.
  const isSame = version.award.project_data.url === '' || credits.before === credits.after;
  if (state === 'rejected' || state === 'canceled') {
    return <NothingGranted award={version.award} credits={credits.after} />;
  }
  return (
    <AwardSection title="Allocation" fields={['allocation', 'Credits of the project']}>
      <Stack gap="xs">
        <Group gap="xl">
          <Group gap="xl">
            {change !== null && <Figure name="In force">{change.from}</Figure>}
            {change !== null && <IconArrowRight size={20} aria-hidden />}
            <Figure name="Requested">{formatAllocation(details.allocation)}</Figure>
          </Group>
          <Group gap="xl">
            {!isSame && <Figure name="Credits now">{formatCreditsOrNone(credits.before)}</Figure>}
            {!isSame && <IconArrowRight size={20} aria-hidden />}
            <Figure name={isSame ? 'Credits' : 'Credits after approval'}>
              {formatCreditsOrNone(credits.after)}
            </Figure>
          </Group>
        </Group>
        <CreditsBar
          credits={credits.after}
          currentCredits={isSame ? null : credits.before}
          approvalLimit={credits.approvalLimit}
          maxLimit={credits.maxLimit}
        />
        <AllocationInForce award={version.award} />
        <LimitNotes {...credits} isPending={version.award.state === 'pending'} />
      </Stack>
    </AwardSection>
  );
}

/** Of an award that was rejected or canceled: what was requested, and that it has no credits. */
function NothingGranted({ award, credits }: { award: Award; credits: string | null }) {
  const { details, state } = award;
  return (
    <AwardSection title="Allocation" fields={['allocation', 'Credits of the project']}>
      <Stack gap="xs">
        <Figure name="Requested">{formatAllocation(details.allocation)}</Figure>
        <Text size="sm">
          No credits are granted: the award is {state}.
          {credits !== null && ` The request was for ${formatCredits(credits)} credits.`}
        </Text>
      </Stack>
    </AwardSection>
  );
}

/** In words: what a running project keeps while a change waits, and which change was refused. */
function AllocationInForce({ award }: { award: Award }) {
  const change = findAllocationChange(award);
  const { refused_allocation: refused } = award;
  return (
    <>
      {change !== null && (
        <Text size="sm" fw={500}>
          The project runs with {change.from}. The awarding portal asks for {change.to} instead.
        </Text>
      )}
      {refused !== null && (
        <Text size="sm">
          A change to {formatAllocation(refused)} was refused; the project keeps running with{' '}
          {describeGrant(award)}.
        </Text>
      )}
    </>
  );
}

/** Credits for readers; `none` for null. */
export const formatCreditsOrNone = (credits: string | null): string =>
  credits === null ? 'none' : formatCredits(credits);

/** A large value below its name. */
export function Figure({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text size="lg" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  );
}

interface CreditsAssessment extends Omit<LimitCheck, 'isPending'> {
  before: string | null;
  after: string | null;
}

/** By the plan for reviewers; for others by the rules of src/award, which the plan uses too. */
function useCreditsAssessment(version: AwardVersion): CreditsAssessment {
  const { project_template_data: template, project_data: project, details } = version.award;
  const plan = usePlan(version);
  const assessment = assessAllocation(template, details.allocation);
  if (plan) {
    return {
      before: plan.credits.before,
      after: plan.credits.after,
      approvalLimit: plan.credits.approval_limit,
      maxLimit: plan.credits.max_credit_limit,
      isAboveApproval: plan.credits.above_approval_limit,
      isAboveMaximum: plan.credits.above_max_credit_limit,
      unmappedUnit: plan.credits.unmapped_unit,
    };
  }
  return {
    before: 'credits' in project ? project.credits : null,
    after: assessment?.credits ?? null,
    approvalLimit: template.approval_limit,
    maxLimit: template.max_credit_limit,
    isAboveApproval: assessment?.needsApproval ?? false,
    isAboveMaximum: assessment?.isAboveMaximum ?? false,
    unmappedUnit: assessment?.unmappedUnit ?? null,
  };
}
