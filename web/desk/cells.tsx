import { Badge, Box, Checkbox, Group, Text } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import type { Award } from '../api/types.ts';
import { assessUnder, CreditsBar, formatCredits } from '../parts/credits.tsx';
import { PageLink } from '../parts/link.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import { formatDay, formatMoment, span, When } from '../parts/time.tsx';
import { embargoOf, nameOf } from './awards.ts';
import type { RowProps } from './rows.ts';

/** The way to the award, and what one must know before going there. */
export function NameCell({ award, now, isLeft, isGone }: RowProps) {
  const { identifier, destination } = award;
  const embargo = award.state === 'pending' ? embargoOf(award, now) : null;
  return (
    <Box miw={0} title={nameOf(award)}>
      <PageLink
        to="/awards/$identifier/$destination"
        params={{ identifier, destination }}
        size="sm"
        fw={600}
        lineClamp={3}
        className="award-name"
      >
        {nameOf(award)}
      </PageLink>
      <Group gap={4} className="badges">
        {isLeft && !isGone && <StateBadge state={award.state} />}
        {isGone && (
          <Badge color="gray" variant="light" tt="none">
            Deleted
          </Badge>
        )}
        {embargo !== null && (
          <Badge
            color="grape"
            variant="light"
            tt="none"
            leftSection={<IconClockPause size={12} aria-hidden />}
            title={formatMoment(embargo)}
          >
            Not before {formatDay(embargo)}
          </Badge>
        )}
      </Group>
    </Box>
  );
}

export function SelectBox({ award, isSelected, mayPick, actions }: RowProps) {
  if (!mayPick || award.state !== 'pending') return null;
  return (
    <Checkbox
      size="sm"
      aria-label={`Select ${nameOf(award)}`}
      checked={isSelected}
      onChange={() => actions.toggle(award)}
    />
  );
}

/** What is asked for, what that is in credits, and their bar against both limits. */
export function Credits({ award }: { award: Award }) {
  const { project_template_data: template, details, project_data: project } = award;
  const assessment = assessUnder(template, details.allocation);
  if (assessment === null) return `${details.allocation} cannot be read`;
  if (assessment.credits === null) return '–';
  return (
    <Box miw={96}>
      <Text size="xs" c="dimmed">
        {grouped(details.allocation ?? '')}
        {assessment.unmappedUnit !== null && ', not mapped: 1:1'}
      </Text>
      <Text size="sm" fw={500} mb={2}>
        {formatCredits(assessment.credits)}
      </Text>
      <CreditsBar
        credits={assessment.credits}
        before={award.state === 'pending' && 'credits' in project ? project.credits : null}
        approvalLimit={template.approval_limit}
        maxLimit={template.max_credit_limit}
      />
    </Box>
  );
}

/** `3,456,000 COREHR`. */
function grouped(allocation: string): string {
  return allocation.replace(/^\S+/, formatCredits);
}

export function Dates({ award: { details } }: { award: Award }) {
  return (
    <>
      <Box component="span" className="whole">
        {formatDay(details.start_date)} –
      </Box>{' '}
      <Box component="span" className="whole">
        {formatDay(details.end_date)}
      </Box>
    </>
  );
}

export const memberCount = ({ details }: Award): number =>
  Object.keys(details.members ?? {}).length;

/** How long it has waited; of what does not wait, when it came. */
export function Age({ award, now, tab }: RowProps) {
  if (tab !== 'pending') return <When time={award.created} />;
  return (
    <Text
      span
      inherit
      component="time"
      dateTime={award.created}
      title={formatMoment(award.created)}
    >
      {span(award.created, now)}
    </Text>
  );
}
