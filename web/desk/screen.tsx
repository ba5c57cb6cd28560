import './desk.css';
import { Page } from '../parts/page.tsx';
import { Desk } from './desk.tsx';
import { FilterPills } from './filter-pills.tsx';
import { StateTabs } from './state-tabs.tsx';
import { Toolbar } from './toolbar.tsx';
import { useView } from './use-view.ts';

/** Screen 2: what waits for a decision, and everything else that was asked for. */
export function DeskScreen() {
  const { view, go, change } = useView();
  return (
    <Page title="Desk">
      <Toolbar view={view} onChange={change} />
      <FilterPills view={view} onChange={change} onView={go} />
      <StateTabs
        view={view}
        onTab={(tab) => change({ state: tab === 'pending' ? undefined : tab })}
      >
        <Desk view={view} onView={go} onChange={change} />
      </StateTabs>
    </Page>
  );
}
