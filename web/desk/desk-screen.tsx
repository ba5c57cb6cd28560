import './desk.css';
import { PageLayout } from '../parts/page-layout.tsx';
import { DeskContent } from './desk-content.tsx';
import { FilterPills } from './filter-pills.tsx';
import { StateTabs } from './state-tabs.tsx';
import { DeskToolbar } from './desk-toolbar.tsx';
import { useDeskView } from './use-desk-view.ts';

/** Screen 2: what waits for a decision, and everything else that was asked for. */
export function DeskScreen() {
  const { view, go, change } = useDeskView();
  return (
    <PageLayout title="Desk">
      <DeskToolbar view={view} onChange={change} />
      <FilterPills view={view} onChange={change} onView={go} />
      <StateTabs
        view={view}
        onTab={(tab) => change({ state: tab === 'pending' ? undefined : tab })}
      >
        <DeskContent view={view} onView={go} onChange={change} />
      </StateTabs>
    </PageLayout>
  );
}
