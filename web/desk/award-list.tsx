import { useMediaQuery } from '@mantine/hooks';
import { UsedCreditsProvider } from '../usage/used-credits.tsx';
import { AwardCards } from './award-cards.tsx';
import type { AwardListProps } from './award-list-props.ts';
import { AwardTable } from './award-table.tsx';
import { renderUsed } from './used-of-award.tsx';
import type { ColumnId } from './table-columns.ts';

/** Windows in which the list is a table. */
export const wideMediaQuery = '(min-width: 75em)';

interface ListProps extends AwardListProps {
  chosenColumns: readonly ColumnId[];
}

/** The awards of a page: a table in wide windows, cards in narrow ones. */
export function AwardList(props: ListProps) {
  const isWide = useMediaQuery(wideMediaQuery, undefined, { getInitialValueInEffect: false });
  const projects = props.rows.flatMap(({ award: { project_data: project } }) =>
    'credits' in project && project.credits !== null ? [project.uuid] : [],
  );
  return (
    <UsedCreditsProvider uuids={projects}>
      {isWide ? (
        <AwardTable {...props} renderUsed={renderUsed} />
      ) : (
        <AwardCards rows={props.rows} actions={props.actions} />
      )}
    </UsedCreditsProvider>
  );
}
