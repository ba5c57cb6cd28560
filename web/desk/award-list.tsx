import { useMediaQuery } from '@mantine/hooks';
import { UsedCreditsProvider } from '../usage/used-credits.tsx';
import { AwardCards } from './award-cards.tsx';
import type { AwardListProps } from './award-list-props.ts';
import { AwardTable } from './award-table.tsx';

/** Windows in which the list is a table. */
export const wideMediaQuery = '(min-width: 75em)';

/** The awards of a page: a table in wide windows, cards in narrow ones. */
export function AwardList(props: AwardListProps) {
  const isWide = useMediaQuery(wideMediaQuery, undefined, { getInitialValueInEffect: false });
  const projects = props.rows.flatMap(({ award: { project_data: project } }) =>
    'credits' in project && project.credits !== null ? [project.uuid] : [],
  );
  return (
    <UsedCreditsProvider uuids={projects}>
      {isWide ? <AwardTable {...props} /> : <AwardCards rows={props.rows} />}
    </UsedCreditsProvider>
  );
}
