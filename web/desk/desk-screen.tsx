import './rows.css';
import './desk.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { awardCountQuery } from './award-list-query.ts';
import { useChosenColumns } from './chosen-columns.ts';
import { PageLayout } from '../parts/page-layout.tsx';
import { DeskContent } from './desk-content.tsx';
import { FilterPills } from './filter-pills.tsx';
import { StateTabs } from './state-tabs.tsx';
import { DeskToolbar } from './desk-search-and-filters.tsx';
import { useDeskView } from './use-desk-view.ts';

/** The list of awards: first the pending ones, in other tabs the others. */
export function DeskScreen() {
  const { view, setView, changeView } = useDeskView();
  const [chosenColumns, chooseColumns] = useChosenColumns();
  // How many wait, for who has the desk in another tab.
  const { data: waiting = 0 } = useQuery({
    ...awardCountQuery(view, 'pending'),
    placeholderData: keepPreviousData,
  });
  const windowTitle = waiting === 0 ? 'Desk' : `(${waiting.toLocaleString('en')}) Desk`;
  return (
    <PageLayout
      title="Desk"
      windowTitle={windowTitle}
      toolbar={
        <DeskToolbar
          view={view}
          onChange={changeView}
          chosenColumns={chosenColumns}
          onChooseColumns={chooseColumns}
        />
      }
    >
      <FilterPills view={view} onChange={changeView} onView={setView} />
      <StateTabs
        view={view}
        onTab={(tab) => changeView({ state: tab === 'pending' ? undefined : tab })}
      >
        <DeskContent
          view={view}
          onView={setView}
          onChange={changeView}
          chosenColumns={chosenColumns}
        />
      </StateTabs>
    </PageLayout>
  );
}
