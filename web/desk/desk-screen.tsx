import './desk.css';
import { PageLayout } from '../parts/page-layout.tsx';
import { DeskContent } from './desk-content.tsx';
import { FilterPills } from './filter-pills.tsx';
import { StateTabs } from './state-tabs.tsx';
import { DeskToolbar } from './desk-search-and-filters.tsx';
import { useDeskView } from './use-desk-view.ts';

/** The list of awards: first the pending ones, in other tabs the others. */
export function DeskScreen() {
  const { view, setView, changeView } = useDeskView();
  return (
    <PageLayout title="Desk">
      <DeskToolbar view={view} onChange={changeView} />
      <FilterPills view={view} onChange={changeView} onView={setView} />
      <StateTabs
        view={view}
        onTab={(tab) => changeView({ state: tab === 'pending' ? undefined : tab })}
      >
        <DeskContent view={view} onView={setView} onChange={changeView} />
      </StateTabs>
    </PageLayout>
  );
}
