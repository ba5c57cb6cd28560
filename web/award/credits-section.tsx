import { Group, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { mayReview } from '../api/permissions.ts';
import { useMe } from '../api/current-user.ts';
import { assessAllocation, CreditsBar, formatCredits } from '../parts/credits-bar.tsx';
import { planQuery, type AwardVersion } from './award-queries.ts';
import { type LimitCheck, LimitNotes } from './limit-notes.tsx';
import { AwardSection } from './award-section.tsx';

/** What was asked for, and what it means in credits against both limits. */
export function CreditsSection({ seen }: { seen: AwardVersion }) {
  const { details } = seen.award;
  const credits = useCreditsAssessment(seen);
  // Without a project nothing was there before, which goes without saying.
  const isSame = seen.award.project_data.url === '' || credits.before === credits.after;
  return (
    <AwardSection title="Allocation" fields={['allocation', 'Credits of the project']}>
      <Stack gap="xs">
        <Group gap="xl">
          <Figure name="Asked for">{details.allocation ?? 'none'}</Figure>
          {!isSame && <Figure name="Credits now">{formatCreditsOrNone(credits.before)}</Figure>}
          {!isSame && <IconArrowRight size={20} aria-hidden />}
          <Figure name={isSame ? 'Credits' : 'Credits after approval'}>
            {formatCreditsOrNone(credits.after)}
          </Figure>
        </Group>
        <CreditsBar
          credits={credits.after}
          currentCredits={isSame ? null : credits.before}
          approvalLimit={credits.approvalLimit}
          maxLimit={credits.maxLimit}
        />
        <LimitNotes {...credits} isPending={seen.award.state === 'pending'} />
      </Stack>
    </AwardSection>
  );
}

export const formatCreditsOrNone = (credits: string | null): string =>
  credits === null ? 'none' : formatCredits(credits);

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

/** By the plan, for whoever may see it; else by the code that the plan is made with. */
function useCreditsAssessment(seen: AwardVersion): CreditsAssessment {
  const { project_template_data: template, project_data: project, details } = seen.award;
  const isReviewer = mayReview(useMe(), seen.award);
  const { data: plan } = useQuery({ ...planQuery(seen, 'page'), enabled: isReviewer });
  const assessed = assessAllocation(template, details.allocation);
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
    after: assessed?.credits ?? null,
    approvalLimit: template.approval_limit,
    maxLimit: template.max_credit_limit,
    isAboveApproval: assessed?.needsApproval ?? false,
    isAboveMaximum: assessed?.isAboveMaximum ?? false,
    unmappedUnit: assessed?.unmappedUnit ?? null,
  };
}
