/* The desk's list of awards as cards. */

import { memo } from 'react';
import { StateBadge } from '../parts/award-state-badge.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { countMembers, formatAwardKey, getAwardingPortal } from './award-facts.ts';
import {
  AgeCell,
  AwardNotes,
  CreditsCell,
  DatesCell,
  NameLink,
  SelectCheckbox,
} from './award-cells.tsx';
import type { AwardListProps } from './award-list-props.ts';
import { renderUsed } from './used-of-award.tsx';
import { type AwardRowProps, getListHandlers, getRowAttributes } from './award-row.ts';

/** The awards as cards, for narrow windows and large fonts. */
export function AwardCards({ rows, actions }: Pick<AwardListProps, 'rows' | 'actions'>) {
  return (
    <ul className="awards award-cards" {...getListHandlers(rows, actions)}>
      {rows.map((row) => (
        <AwardCard key={formatAwardKey(row.award)} {...row} />
      ))}
    </ul>
  );
}

const AwardCard = memo(function AwardCard(row: AwardRowProps) {
  const { award, tab } = row;
  const template = award.project_template_data;
  const memberCount = countMembers(award);
  return (
    <li className="award-card" {...getRowAttributes(row)}>
      <div className="card-line">
        <SelectCheckbox {...row} />
        <div className="award-head">
          <NameLink award={award} />
        </div>
        <span className="whole">
          <AgeCell {...row} />
        </span>
      </div>
      <AwardNotes {...row} />
      <div className="small">
        <code>{award.identifier}</code> from {getAwardingPortal(award)} for {template.offering},{' '}
        <MarkedText text={template.name} />
      </div>
      {tab === 'all' && !row.isOutsideView && <StateBadge state={award.state} />}
      <div>
        <CreditsCell award={award} used={renderUsed(award)} />
      </div>
      <div className="card-line">
        <span>
          <DatesCell award={award} />
        </span>
        <span>
          {memberCount} {memberCount === 1 ? 'member' : 'members'}
        </span>
      </div>
      {award.local_identifier !== null && (
        <div className="small">
          Project <code>{award.local_identifier}</code>
        </div>
      )}
    </li>
  );
});
