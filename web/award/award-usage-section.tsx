import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Big from 'big.js';
import type { Award, ProjectUsage } from '../api/types.ts';
import { assessAllocation, formatCredits } from '../parts/credit-format.ts';
import { PageLink } from '../parts/page-link.tsx';
import { CreditFigures } from '../usage/credit-figures.tsx';
import { formatShare, subtractCredits } from '../usage/describe-credits.ts';
import { sumResourceSeconds } from '../usage/resource-seconds.ts';
import { projectUsageQuery } from '../usage/usage-queries.ts';
import { AwardSection } from './award-section.tsx';

/**
 * What the project of an award used, beside which a change request is judged; nothing where the award
 * has no project, or its project is on no machine.
 */
export function AwardUsageSection({ award }: { award: Award }) {
  const { uuid, url } = award.project_data;
  const usage = useQuery({ ...projectUsageQuery(uuid, 'today'), enabled: url !== '' }).data;
  if (url === '' || usage === undefined || usage.resources.length === 0) return null;
  return (
    <AwardSection
      title="Credits and use"
      aside={
        <PageLink to="/projects/$uuid" params={{ uuid }} hash="usage" size="sm">
          Use by day and person
        </PageLink>
      }
    >
      <CreditFigures
        label="Credits and use"
        granted={usage.granted_credits}
        used={usage.used_credits}
        seconds={sumResourceSeconds(usage)}
      />
      <AfterApproval award={award} usage={usage} />
    </AwardSection>
  );
}

/** What would be left of a requested change: the amount that a reviewer decides about. */
function AfterApproval({ award, usage }: { award: Award; usage: ProjectUsage }) {
  const { state, project_template_data: template, details } = award;
  const requested = assessAllocation(template, details.allocation)?.credits ?? null;
  if (state !== 'pending' || requested === null) return null;
  if (new Big(requested).eq(usage.granted_credits)) return null;
  const used = usage.used_credits;
  const left = subtractCredits({ granted: requested, used });
  if (new Big(left).lt(0)) {
    return (
      <Text size="sm" c="red" fw={500}>
        After approval of {formatCredits(requested)} credits, {formatCredits(left.slice(1))} more
        would be used than granted.
      </Text>
    );
  }
  return (
    <Text size="sm" fw={500}>
      After approval of {formatCredits(requested)} credits, {formatCredits(left)} would be left (
      {formatShare(left, requested)}).
    </Text>
  );
}
