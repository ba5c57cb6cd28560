import type { ReactNode } from 'react';
import type { Award } from '../api/types.ts';
import { StateBadge } from '../parts/award-state-badge.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import {
  AgeCell,
  AwardNotes,
  CreditsCell,
  DatesCell,
  NameLink,
  SelectCheckbox,
} from './award-cells.tsx';
import { countMembers, getAwardingPortal } from './award-facts.ts';
import { type AwardRowProps, getRowAttributes } from './award-row.ts';
import type { Column } from './table-columns.ts';

interface CellProps extends AwardRowProps {
  /** Renders what the project of an award used; the first reply does not know it. */
  renderUsed?: (award: Award) => ReactNode;
}

/** What a cell shows. Two lines at most, so that 14 rows fit on a screen. */
const cells: Record<Column['id'], (row: CellProps) => ReactNode> = {
  award: (row) => {
    const notes = AwardNotes(row);
    return (
      <>
        <div className={notes ? 'one-line' : 'two-lines'}>
          <NameLink award={row.award} />
        </div>
        {notes}
      </>
    );
  },
  identifier: ({ award }) => (
    <>
      <code className="one-line" title={award.identifier}>
        {award.identifier}
      </code>
      <div className="small one-line">from {getAwardingPortal(award)}</div>
    </>
  ),
  offering: ({ award }) => {
    const { offering } = award.project_template_data;
    return (
      <span className="two-lines" title={offering}>
        {offering}
      </span>
    );
  },
  template: ({ award }) => (
    <span className="two-lines" title={award.project_template_data.name}>
      <MarkedText text={award.project_template_data.name} />
    </span>
  ),
  call: ({ award }) => <span className="two-lines">{award.details.call?.id ?? '–'}</span>,
  customer: ({ award }) => (
    <>
      <div className="one-line">
        <MarkedText
          text={'customer_name' in award.project_data ? award.project_data.customer_name : '–'}
        />
      </div>
      <code className="small one-line">{award.local_identifier}</code>
    </>
  ),
  state: ({ award }) => <StateBadge state={award.state} />,
  credits: ({ award, renderUsed }) => <CreditsCell award={award} used={renderUsed?.(award)} />,
  dates: ({ award }) => <DatesCell award={award} />,
  members: ({ award }) => countMembers(award),
  assignee: ({ award }) => <span className="two-lines">{award.assignee_full_name ?? '–'}</span>,
  age: (row) => <AgeCell {...row} />,
};

export interface AwardTableRowProps extends CellProps {
  hasCheckbox: boolean;
  /** The ids of the columns, with spaces between them. */
  columnIds: string;
}

/** An award as a row of the table. */
export function AwardTableRow({ hasCheckbox, columnIds, ...row }: AwardTableRowProps) {
  return (
    <tr {...getRowAttributes(row)}>
      {hasCheckbox && (
        <td data-column="box">
          <SelectCheckbox {...row} />
        </td>
      )}
      {(columnIds.split(' ') as Column['id'][]).map((id) => (
        <td key={id} data-column={id}>
          {cells[id](row)}
        </td>
      ))}
    </tr>
  );
}
