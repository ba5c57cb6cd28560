/* The cells of an award in the desk's table and cards. */

import type { Assessment } from '../../src/award/assess-credits.ts';
import type { ReactNode } from 'react';
import type { Award } from '../api/types.ts';
import { formatAllocation } from '../parts/allocation-format.ts';
import { assessAllocation, formatCredits } from '../parts/credit-format.ts';
import { CreditsBar } from '../parts/credits-bar.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { formatSentence } from '../parts/sentence.tsx';
import { PlainBadge } from '../parts/plain-badge.tsx';
import { LegalHoldBadge, StateBadge } from '../parts/award-state-badge.tsx';
import {
  formatDate,
  formatFullTime,
  formatZonedTime,
  RelativeTime,
} from '../parts/time-format.tsx';
import { describeReason, formatShortReason } from '../award/waiting-reasons.ts';
import { findEmbargoEnd, getAwardName } from './award-facts.ts';
import { type AwardRowProps, buildAwardUrl } from './award-row.ts';

/*
 * The cells that rows and cards share. Plain elements with rows.css, without handlers of their own: a
 * page has fifty rows, a Mantine component takes ten times as long to render, and the service renders
 * the first rows of a visit (web/first-reply/first-desk.tsx).
 */

/** The award's name as a link. */
export function NameLink({ award }: { award: Award }) {
  return (
    <a
      className="award-name mantine-focus-auto"
      href={buildAwardUrl(award)}
      title={getAwardName(award)}
    >
      <MarkedText text={getAwardName(award)} />
    </a>
  );
}

/**
 * What a reader should know before opening an award: that it left the view, that it is under legal
 * hold or embargo, and why it waits. null where there is nothing to say.
 */
export function AwardNotes({ award, now, isOutsideView, isDeleted }: AwardRowProps) {
  const embargoEnd = award.state === 'pending' ? findEmbargoEnd(award, now) : null;
  // An embargo has its own badge.
  const reasons = award.waiting_reasons.filter(({ code }) => code !== 'embargoed');
  const isHeld = award.legal_hold_since !== null;
  if (!isOutsideView && !isHeld && embargoEnd === null && reasons.length === 0) return null;
  return (
    <div className="notes">
      {isOutsideView && !isDeleted && <StateBadge state={award.state} />}
      {isDeleted && <PlainBadge color="gray">Deleted</PlainBadge>}
      {isHeld && <LegalHoldBadge />}
      {embargoEnd !== null && (
        <PlainBadge color="grape" title={formatFullTime(embargoEnd)}>
          Not before {formatZonedTime(embargoEnd)}
        </PlainBadge>
      )}
      {reasons.length > 0 && (
        <span
          className="reasons"
          title={reasons
            .map((one) => formatSentence(describeReason(one), formatFullTime))
            .join('\n')}
        >
          {reasons.map((reason) => formatShortReason(reason, award)).join(' · ')}
        </span>
      )}
    </div>
  );
}

/** The checkbox of a pending award that the reader may decide about. */
export function SelectCheckbox({ award, isSelected, maySelect }: AwardRowProps) {
  if (!maySelect || award.state !== 'pending') return null;
  return (
    <input
      type="checkbox"
      className="award-box mantine-focus-auto"
      aria-label={`Select ${getAwardName(award)}`}
      checked={isSelected}
      // The list handles the click (award-row.ts).
      readOnly
    />
  );
}

interface CreditsCellProps {
  award: Award;
  /** What the project used, in place of the allocation. */
  used?: ReactNode;
}

/**
 * The requested allocation, its credits, and a bar that compares them with both limits; of an award
 * that was rejected or canceled, that nothing is granted.
 */
export function CreditsCell({ award, used }: CreditsCellProps) {
  const { project_template_data: template, details, project_data: project } = award;
  const assessment = assessAllocation(template, details.allocation);
  if (assessment === null) return `Invalid allocation: ${details.allocation}`;
  if (assessment.credits === null) return '–';
  if (award.state === 'rejected' || award.state === 'canceled') {
    const text = `${formatAllocation(details.allocation)} requested, nothing granted`;
    return (
      <div className="small two-lines" title={text}>
        {text}
      </div>
    );
  }
  return (
    <>
      <div className="amounts" title={describeAmount(assessment, details.allocation)}>
        <span className="credits">{formatCredits(assessment.credits)}</span>
        {used}
        <span className="small">{formatAllocation(details.allocation)}</span>
      </div>
      <CreditsBar
        credits={assessment.credits}
        currentCredits={award.state === 'pending' && 'credits' in project ? project.credits : null}
        approvalLimit={template.approval_limit}
        maxLimit={template.max_credit_limit}
      />
    </>
  );
}

function describeAmount({ unmappedUnit }: Assessment, allocation: string | null): string {
  const text = formatAllocation(allocation);
  return unmappedUnit === null ? text : `${text}: an unmapped unit, counted 1:1`;
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

/** Since when a pending award waits this time; in other tabs when the award arrived. */
export function AgeCell({ award: { created, waiting_since }, now, tab }: AwardRowProps) {
  const time = tab === 'pending' ? (waiting_since ?? created) : created;
  return <RelativeTime time={time} now={now} />;
}
