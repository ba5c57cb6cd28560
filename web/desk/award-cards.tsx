/* The desk's list of awards as cards. */

import { SimpleGrid } from '@mantine/core';
import { memo } from 'react';
import { StateBadge } from '../parts/award-state-badge.tsx';
import { getAwardingPortal, formatAwardKey } from './award-list-query.ts';
import {
  AgeCell,
  CreditsCell,
  DatesCell,
  countMembers,
  NameCell,
  SelectCheckbox,
  WaitingReasons,
} from './award-cells.tsx';
import type { AwardListProps } from './award-list-props.ts';
import { getRowAttributes, type AwardRowProps } from './award-row.ts';
import { MarkedText } from '../parts/marked-text.tsx';

/** The awards as cards, for narrow windows and large fonts. */
export function AwardCards({ rows }: Pick<AwardListProps, 'rows'>) {
  return (
    <SimpleGrid
      component="ul"
      className="awards"
      cols={{ base: 1, sm: 2 }}
      spacing="sm"
      p={0}
      m={0}
    >
      {rows.map((row) => (
        <AwardCard key={formatAwardKey(row.award)} {...row} />
      ))}
    </SimpleGrid>
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
        <NameCell {...row} />
        <span className="whole">
          <AgeCell {...row} />
        </span>
      </div>
      <WaitingReasons award={award} />
      <div className="small">
        <code>{award.identifier}</code> from {getAwardingPortal(award)} for {template.offering},{' '}
        <MarkedText text={template.name} />
      </div>
      {tab === 'all' && !row.isOutsideView && <StateBadge state={award.state} />}
      <div>
        <CreditsCell award={award} />
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
