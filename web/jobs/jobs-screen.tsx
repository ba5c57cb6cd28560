/* The screen of the bridge's jobs and of what is delivered, for staff and support. */

import { PageLayout } from '../parts/page-layout.tsx';
import { DeliveriesCard } from './deliveries-card.tsx';
import { JobsCard } from './jobs-card.tsx';

export function JobsScreen() {
  return (
    <PageLayout
      title="Jobs"
      subtitle="What awarding portals asked, what was sent, and what nobody got. Dead entries stay until staff decide."
    >
      <JobsCard />
      <DeliveriesCard />
    </PageLayout>
  );
}
