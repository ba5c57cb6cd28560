/* What is known beside an award: what was granted, other awards of its members, the renewed one. */

import { Anchor, Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Award, AwardContext } from '../api/types.ts';
import { formatNodeHours } from '../machines/node-hours.ts';
import { StateBadge } from '../parts/award-state-badge.tsx';
import { formatCredits } from '../parts/credit-format.ts';
import { MarkedText } from '../parts/marked-text.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { PropertyList } from '../parts/property-list.tsx';
import { ErrorAlert } from '../parts/query-state.tsx';
import { formatDate } from '../parts/time-format.tsx';
import { describeUsed, toUsedSeconds } from '../usage/describe-credits.ts';
import { ApiError } from '../api/api-error.ts';
import { AwardSection } from './award-section.tsx';
import { awardContextQuery } from './shared-work-queries.ts';

type RelatedAward = AwardContext['renews'][number];
type GrantSum = AwardContext['granted']['template'];

/** How many awards of members are shown before the reader asks for all. */
const shownAwards = 2;

/** The context of an award; nothing for members of its project, who may not read it. */
export function AwardContextSection({ award }: { award: Award }) {
  const context = useQuery(awardContextQuery(award));
  if (context.error instanceof ApiError && context.error.status === 403) return null;
  return (
    <AwardSection title="Context">
      {context.isError && (
        <ErrorAlert error={context.error} onRetry={() => void context.refetch()} />
      )}
      {context.data && <ContextContent award={award} context={context.data} />}
    </AwardSection>
  );
}

function ContextContent({ award, context }: { award: Award; context: AwardContext }) {
  const { granted, renews, renewed_by: renewedBy } = context;
  const template = award.project_template_data;
  return (
    <Stack gap="sm">
      <PropertyList
        properties={[
          ['Granted by this template', describeGrants(granted.template)],
          ...(granted.call
            ? [[`Granted in call ${granted.call.id}`, describeGrants(granted.call)] as const]
            : []),
          [`Granted to ${template.portal}`, describeGrants(granted.portal)],
        ]}
      />
      <RelatedAwards title="Renews" awards={renews} />
      <RelatedAwards title="Renewed by" awards={renewedBy} />
      <AwardsOfMembers context={context} />
    </Stack>
  );
}

/** `1,000 credits in 3 awards, 1,000 node hours; 800 left, 80 %, 800 node hours; 200 of …`. */
function describeGrants(sum: GrantSum): string {
  const { credits, awards, used_credits, granted_seconds } = sum;
  const granted = `${formatCredits(credits)} credits in ${awards.toLocaleString('en')} ${awards === 1 ? 'award' : 'awards'}`;
  if (awards === 0) return granted;
  const hours = granted_seconds === null ? '' : `, ${formatNodeHours(granted_seconds)}`;
  return `${granted}${hours}; ${describeUsed({ granted: credits, used: used_credits }, toUsedSeconds(sum))}`;
}

function RelatedAwards({ title, awards }: { title: string; awards: readonly RelatedAward[] }) {
  if (awards.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List listStyleType="none" spacing={6}>
        {awards.map((award) => (
          <RelatedAwardItem key={`${award.identifier} ${award.destination}`} award={award} />
        ))}
      </List>
    </div>
  );
}

function AwardsOfMembers({ context }: { context: AwardContext }) {
  const { awards_of_members: awards, has_more_awards: hasMore } = context;
  const [isAll, setAll] = useState(false);
  const shown = isAll ? awards : awards.slice(0, shownAwards);
  return (
    <div>
      <Text size="sm" fw={600}>
        Other awards of its members
      </Text>
      {awards.length === 0 && <Text size="sm">None that you can see.</Text>}
      <List listStyleType="none" spacing={6}>
        {shown.map((award) => (
          <RelatedAwardItem key={`${award.identifier} ${award.destination}`} award={award}>
            <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
              {Object.entries(award.members)
                .map((member) => member.join(', '))
                .join('; ')}
            </Text>
          </RelatedAwardItem>
        ))}
      </List>
      {awards.length > shown.length && (
        <Anchor component="button" type="button" size="sm" onClick={() => setAll(true)}>
          Show all {awards.length}
        </Anchor>
      )}
      {hasMore && isAll && <Text size="sm">There are more; search for an e-mail on the desk.</Text>}
    </div>
  );
}

function RelatedAwardItem({ award, children }: { award: RelatedAward; children?: ReactNode }) {
  const { identifier, destination, granted_credits: granted, requested_credits: requested } = award;
  const credits =
    granted !== null
      ? `${formatCredits(granted)} credits granted`
      : `${formatCredits(requested)} credits requested`;
  return (
    <List.Item>
      <Group gap={6}>
        <PageLink
          to="/awards/$identifier/$destination"
          params={{ identifier, destination }}
          size="sm"
          style={{ overflowWrap: 'anywhere' }}
        >
          <MarkedText text={award.name} />
        </PageLink>
        <StateBadge state={award.state} />
      </Group>
      <Text size="xs">
        {credits}, {award.template_name}, {formatDate(award.start_date)} –{' '}
        {formatDate(award.end_date)}
      </Text>
      {children}
    </List.Item>
  );
}
