import { Checkbox, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Award } from '../api/types.ts';
import { assessUnder, CreditsBar, formatCredits } from '../parts/credits.tsx';
import { SortableTh } from '../parts/sort.tsx';
import { formatDay, span } from '../parts/time.tsx';
import { awardingPortalOf, nameOf, titleOf } from './awards.ts';
import styles from './desk.module.css';
import { Marks } from './marks.tsx';

/** What a list of awards needs to know, as a table or as cards. */
export interface RowsProps {
  awards: readonly Award[];
  /** The award that the keys are about. */
  here: Award | undefined;
  onHere: (award: Award) => void;
  /** Whether this award can be selected: only by who may decide about it. */
  isSelectable: (award: Award) => boolean;
  isSelected: (award: Award) => boolean;
  onToggle: (award: Award) => void;
  /** Whether it no longer belongs to what is listed, and only stays until the reader asks. */
  isStale: (award: Award) => boolean;
  isGone: (award: Award) => boolean;
}

interface DeskTableProps extends RowsProps {
  order: string;
  onOrder: (order: string) => void;
  onToggleAll: () => void;
}

/** Awards as a table, for screens that are wide enough. */
export function DeskTable(props: DeskTableProps) {
  const { awards, order, onOrder, isSelectable, isSelected, onToggleAll } = props;
  const selectable = awards.filter(isSelectable);
  const selected = selectable.filter(isSelected);
  const sortable = { order, onOrder };
  return (
    <Table.ScrollContainer minWidth={900} type="native">
      <Table aria-label="Awards" highlightOnHover verticalSpacing={6} horizontalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            {selectable.length > 0 && (
              <Table.Th w={36}>
                <Checkbox
                  aria-label="Select all on this page"
                  checked={selected.length === selectable.length}
                  indeterminate={selected.length > 0 && selected.length < selectable.length}
                  onChange={onToggleAll}
                />
              </Table.Th>
            )}
            <SortableTh by="details__name" {...sortable}>
              Award
            </SortableTh>
            <SortableTh by="project_template__offering" {...sortable}>
              Offering
            </SortableTh>
            <SortableTh by="project_template__name" {...sortable}>
              Template
            </SortableTh>
            <Table.Th>Allocation</Table.Th>
            <Table.Th miw={110}>Credits</Table.Th>
            <Table.Th>Dates</Table.Th>
            <Table.Th ta="right">Members</Table.Th>
            <SortableTh by="created" {...sortable}>
              Waiting
            </SortableTh>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {awards.map((award) => (
            <Row key={nameOf(award)} award={award} hasBoxes={selectable.length > 0} {...props} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ award, hasBoxes, ...props }: RowsProps & { award: Award; hasBoxes: boolean }) {
  const { here, onHere, isSelectable, isSelected, onToggle, isStale, isGone } = props;
  const { details, project_template_data: template, identifier, destination } = award;
  const isHere = here !== undefined && nameOf(here) === nameOf(award);
  return (
    <Table.Tr
      id={rowId(award)}
      data-here={isHere}
      aria-current={isHere || undefined}
      opacity={isStale(award) || isGone(award) ? 0.65 : 1}
      onMouseDown={() => onHere(award)}
    >
      {hasBoxes && (
        <Table.Td>
          {isSelectable(award) && (
            <Checkbox
              aria-label={`Select ${titleOf(award)}`}
              checked={isSelected(award)}
              onChange={() => onToggle(award)}
            />
          )}
        </Table.Td>
      )}
      <Table.Td miw={180}>
        <Link
          className={styles.name}
          to="/awards/$identifier/$destination"
          params={{ identifier, destination }}
        >
          {titleOf(award)}
        </Link>
        <span className={styles.marks}>
          <span className={`${styles.small} ${styles.dimmed} ${styles.identifier}`}>
            {identifier}
          </span>
          <Marks award={award} isStale={isStale(award)} isGone={isGone(award)} />
        </span>
      </Table.Td>
      <Table.Td className={styles.whole}>
        {template.offering}
        <span className={`${styles.small} ${styles.dimmed}`}>for {awardingPortalOf(award)}</span>
      </Table.Td>
      <Table.Td>{template.name}</Table.Td>
      <Table.Td>{details.allocation ?? 'none'}</Table.Td>
      <Table.Td>
        <Credits award={award} />
      </Table.Td>
      <Table.Td className={styles.whole}>
        <span className={styles.small}>{formatDay(details.start_date)}</span>
        <span className={`${styles.small} ${styles.dimmed}`}>to {formatDay(details.end_date)}</span>
      </Table.Td>
      <Table.Td ta="right">{Object.keys(details.members ?? {}).length}</Table.Td>
      <Table.Td className={styles.whole}>{span(award.created)}</Table.Td>
    </Table.Tr>
  );
}

/** What the allocation means under the template's limits. */
export function Credits({ award }: { award: Award }) {
  const { details, project_template_data: template } = award;
  const assessment = assessUnder(template, details.allocation);
  if (assessment === null) return 'not readable';
  return (
    <>
      <span className={`${styles.small} ${styles.figure}`}>
        {formatCredits(assessment.credits)}
      </span>
      <CreditsBar
        credits={assessment.credits}
        approvalLimit={template.approval_limit}
        maxLimit={template.max_credit_limit}
      />
    </>
  );
}

export const rowId = (award: Award): string => `award ${nameOf(award)}`;
