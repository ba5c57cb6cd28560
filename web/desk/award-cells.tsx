/* The cells of an award in the desk's table and cards. */

import { Badge } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import type { Award } from '../api/types.ts';
import { formatAllocation } from '../parts/allocation-format.ts';
import { assessAllocation, CreditsBar, formatCredits } from '../parts/credits-bar.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { StateBadge } from '../parts/award-state-badge.tsx';
import {
  formatDate,
  formatFullTime,
  formatZonedTime,
  RelativeTime,
} from '../parts/time-format.tsx';
import { describeReason, formatShortReason } from '../award/waiting-reasons.ts';
import { UsedShare } from '../usage/used-credits.tsx';
import { findEmbargoEnd, getAwardName } from './award-list-query.ts';
import type { AwardRowProps } from './award-row.ts';

/*
 * The cells that rows and cards share. Mostly plain elements with desk.css: a page has fifty rows,
 * and a Mantine component takes ten times as long to render.
 */

/** The award's name as a link, and badges for a changed state, a deletion or an embargo. */
export function NameCell({ award, now, isOutsideView, isDeleted }: AwardRowProps) {
  const { identifier, destination } = award;
  const embargoEnd = award.state === 'pending' ? findEmbargoEnd(award, now) : null;
  return (
    <div className="award-head" title={getAwardName(award)}>
      <PageLink
        to="/awards/$identifier/$destination"
        params={{ identifier, destination }}
        className="award-name"
      >
        <MarkedText text={getAwardName(award)} />
      </PageLink>
      {isOutsideView && !isDeleted && <StateBadge state={award.state} />}
      {isDeleted && (
        <Badge color="gray" variant="light" tt="none">
          Deleted
        </Badge>
      )}
      {embargoEnd !== null && (
        <Badge
          color="grape"
          className="whole-badge"
          variant="light"
          tt="none"
          leftSection={<IconClockPause size={12} aria-hidden />}
          title={formatFullTime(embargoEnd)}
        >
          Not before {formatZonedTime(embargoEnd)}
        </Badge>
      )}
    </div>
  );
}

/** The checkbox of a pending award that the reader may decide about. */
export function SelectCheckbox({ award, isSelected, maySelect, actions }: AwardRowProps) {
  if (!maySelect || award.state !== 'pending') return null;
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

/**
 * The requested allocation, its credits, and a bar that compares them with both limits; of an award
 * that was rejected or canceled, that nothing is granted.
 */
export function CreditsCell({ award }: { award: Award }) {
  const { project_template_data: template, details, project_data: project } = award;
  const assessment = assessAllocation(template, details.allocation);
  if (assessment === null) return `Invalid allocation: ${details.allocation}`;
  if (assessment.credits === null) return '–';
  if (award.state === 'rejected' || award.state === 'canceled') {
    return (
      <div className="small">{formatAllocation(details.allocation)} requested, nothing granted</div>
    );
  }
  return (
    <>
      <div className="small">
        {formatAllocation(details.allocation)}
        {assessment.unmappedUnit !== null && ', unmapped unit, counted 1:1'}
      </div>
      <div className="credits">{formatCredits(assessment.credits)}</div>
      <CreditsBar
        credits={assessment.credits}
        currentCredits={award.state === 'pending' && 'credits' in project ? project.credits : null}
        approvalLimit={template.approval_limit}
        maxLimit={template.max_credit_limit}
      />
      {'credits' in project && <UsedShare uuid={project.uuid} credits={project.credits} />}
    </>
  );
}

/** Start and end of the award. */
export function DatesCell({ award: { details } }: { award: Award }) {
  return (
    <>
      <span className="whole">{formatDate(details.start_date)} –</span>{' '}
      <span className="whole">{formatDate(details.end_date)}</span>
    </>
  );
}

/** The number of members that the award names. */
export const countMembers = ({ details }: Award): number =>
  Object.keys(details.members ?? {}).length;

/** Since when a pending award waits this time; in other tabs when the award arrived. */
export function AgeCell({ award: { created, waiting_since }, now, tab }: AwardRowProps) {
  const time = tab === 'pending' ? (waiting_since ?? created) : created;
  return <RelativeTime time={time} now={now} />;
}

/** Why a pending award waits, in a few words; an embargo has its own badge beside the name. */
export function WaitingReasons({ award }: { award: Award }) {
  const reasons = award.waiting_reasons.filter(({ code }) => code !== 'embargoed');
  if (reasons.length === 0) return null;
  return (
    <div className="reasons" title={reasons.map((one) => describeReason(one)).join('\n')}>
      {reasons.map((reason) => formatShortReason(reason, award)).join(' · ')}
    </div>
  );
}
