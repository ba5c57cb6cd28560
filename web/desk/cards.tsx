import { SimpleGrid } from '@mantine/core';
import { memo } from 'react';
import { StateBadge } from '../parts/state-badge.tsx';
import { awardingPortal, keyOf } from './awards.ts';
import { Age, Credits, Dates, memberCount, NameCell, SelectBox } from './cells.tsx';
import type { ListProps } from './list.tsx';
import { marksOf, type RowProps } from './rows.ts';

/** The awards as cards, for narrow windows and large letters. */
export function AwardCards({ rows }: Pick<ListProps, 'rows'>) {
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
        <AwardCard key={keyOf(row.award)} {...row} />
      ))}
    </SimpleGrid>
  );
}

const AwardCard = memo(function AwardCard(row: RowProps) {
  const { award, tab } = row;
  const template = award.project_template_data;
  const members = memberCount(award);
  return (
    <li className="award-card" {...marksOf(row)}>
      <div className="card-line">
        <SelectBox {...row} />
        <NameCell {...row} />
        <span className="whole">
          <Age {...row} />
        </span>
      </div>
      <div className="small">
        <code>{award.identifier}</code> from {awardingPortal(award)} for {template.offering},{' '}
        {template.name}
      </div>
      {tab === 'all' && !row.isLeft && <StateBadge state={award.state} />}
      <div>
        <Credits award={award} />
      </div>
      <div className="card-line">
        <span>
          <Dates award={award} />
        </span>
        <span>
          {members} {members === 1 ? 'member' : 'members'}
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
