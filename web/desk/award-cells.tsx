import { Badge } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import type { Award } from '../api/types.ts';
import { assessAllocation, CreditsBar, formatCredits } from '../parts/credits-bar.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import {
  formatRelativeTime,
  formatDate,
  formatDateTime,
  formatElapsedTime,
} from '../parts/time-format.tsx';
import { findEmbargoEnd, getAwardName } from './award-list-query.ts';
import type { AwardRowProps } from './award-row.ts';

/*
 * What a row and a card are made of. Mostly plain elements and desk.css: there are fifty of each,
 * and a part of Mantine costs ten times as much.
 */

/** The way to the award, and what one must know before going there. */
export function NameCell({ award, now, isOutsideView: isLeft, isDeleted: isGone }: AwardRowProps) {
  const { identifier, destination } = award;
  const embargo = award.state === 'pending' ? findEmbargoEnd(award, now) : null;
  return (
    <div className="award-head" title={getAwardName(award)}>
      <PageLink
        to="/awards/$identifier/$destination"
        params={{ identifier, destination }}
        className="award-name"
      >
        {getAwardName(award)}
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
          title={formatDateTime(embargo)}
        >
          Not before {formatDate(embargo)}
        </Badge>
      )}
    </div>
  );
}

export function SelectCheckbox({ award, isSelected, maySelect: mayPick, actions }: AwardRowProps) {
  if (!mayPick || award.state !== 'pending') return null;
  return (
    <input
      type="checkbox"
      className="award-box mantine-focus-auto"
      aria-label={`Select ${getAwardName(award)}`}
      checked={isSelected}
      onChange={() => actions.toggle(award)}
    />
  );
}

/** What is asked for, what that is in credits, and their bar against both limits. */
export function CreditsCell({ award }: { award: Award }) {
  const { project_template_data: template, details, project_data: project } = award;
  const assessment = assessAllocation(template, details.allocation);
  if (assessment === null) return `${details.allocation} cannot be read`;
  if (assessment.credits === null) return '–';
  return (
    <>
      <div className="small">
        {formatAllocation(details.allocation ?? '')}
        {assessment.unmappedUnit !== null && ', not mapped: 1:1'}
      </div>
      <div className="credits">{formatCredits(assessment.credits)}</div>
      <CreditsBar
        credits={assessment.credits}
        currentCredits={award.state === 'pending' && 'credits' in project ? project.credits : null}
        approvalLimit={template.approval_limit}
        maxLimit={template.max_credit_limit}
      />
    </>
  );
}

/** `3,456,000 COREHR`. */
function formatAllocation(allocation: string): string {
  return allocation.replace(/^\S+/, formatCredits);
}

export function DatesCell({ award: { details } }: { award: Award }) {
  return (
    <>
      <span className="whole">{formatDate(details.start_date)} –</span>{' '}
      <span className="whole">{formatDate(details.end_date)}</span>
    </>
  );
}

export const countMembers = ({ details }: Award): number =>
  Object.keys(details.members ?? {}).length;

/** How long it has waited; of what does not wait, when it came. */
export function AgeCell({ award: { created }, now, tab }: AwardRowProps) {
  return (
    <time dateTime={created} title={formatDateTime(created)}>
      {tab === 'pending' ? formatElapsedTime(created, now) : formatRelativeTime(created, now)}
    </time>
  );
}
