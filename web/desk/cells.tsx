import { Badge } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import type { Award } from '../api/types.ts';
import { assessUnder, CreditsBar, formatCredits } from '../parts/credits.tsx';
import { PageLink } from '../parts/link.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import { ago, formatDay, formatMoment, span } from '../parts/time.tsx';
import { embargoOf, nameOf } from './awards.ts';
import type { RowProps } from './rows.ts';

/*
 * What a row and a card are made of. Mostly plain elements and desk.css: there are fifty of each,
 * and a part of Mantine costs ten times as much.
 */

/** The way to the award, and what one must know before going there. */
export function NameCell({ award, now, isLeft, isGone }: RowProps) {
  const { identifier, destination } = award;
  const embargo = award.state === 'pending' ? embargoOf(award, now) : null;
  return (
    <div className="award-head" title={nameOf(award)}>
      <PageLink
        to="/awards/$identifier/$destination"
        params={{ identifier, destination }}
        className="award-name"
      >
        {nameOf(award)}
      </PageLink>
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
    </div>
  );
}

export function SelectBox({ award, isSelected, mayPick, actions }: RowProps) {
  if (!mayPick || award.state !== 'pending') return null;
  return (
    <input
      type="checkbox"
      className="award-box mantine-focus-auto"
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
    <>
      <div className="small">
        {grouped(details.allocation ?? '')}
        {assessment.unmappedUnit !== null && ', not mapped: 1:1'}
      </div>
      <div className="credits">{formatCredits(assessment.credits)}</div>
      <CreditsBar
        credits={assessment.credits}
        before={award.state === 'pending' && 'credits' in project ? project.credits : null}
        approvalLimit={template.approval_limit}
        maxLimit={template.max_credit_limit}
      />
    </>
  );
}

/** `3,456,000 COREHR`. */
function grouped(allocation: string): string {
  return allocation.replace(/^\S+/, formatCredits);
}

export function Dates({ award: { details } }: { award: Award }) {
  return (
    <>
      <span className="whole">{formatDay(details.start_date)} –</span>{' '}
      <span className="whole">{formatDay(details.end_date)}</span>
    </>
  );
}

export const memberCount = ({ details }: Award): number =>
  Object.keys(details.members ?? {}).length;

/** How long it has waited; of what does not wait, when it came. */
export function Age({ award: { created }, now, tab }: RowProps) {
  return (
    <time dateTime={created} title={formatMoment(created)}>
      {tab === 'pending' ? span(created, now) : ago(created, now)}
    </time>
  );
}
