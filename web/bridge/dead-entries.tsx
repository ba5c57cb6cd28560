/* How many entries are no longer tried, with links to the lists where staff decide about them. */

import type { ReactNode } from 'react';
import type { BridgeStatus } from '../api/types.ts';
import { PageLink } from '../parts/page-link.tsx';

type Channel = BridgeStatus['outbox']['channels'][number];

/** The entries of each channel, for one and for more. */
const entryNames: Readonly<Record<Channel['channel'], [one: string, more: string]>> = {
  bridge: ['notification', 'notifications'],
  'fan-out': ['announcement', 'announcements'],
  webhook: ['message of a webhook', 'messages of webhooks'],
  mail: ['mail', 'mails'],
};

const formatCount = (count: number, [one, more]: readonly [string, string]): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** "3 jobs" with a link to the dead ones, or "None". */
export function DeadJobs({ status }: { status: BridgeStatus }): ReactNode {
  if (status.dead_jobs === 0) return 'None';
  return (
    <PageLink to="/jobs" search={{ state: 'dead' }}>
      {formatCount(status.dead_jobs, ['job', 'jobs'])}
    </PageLink>
  );
}

/** "2 notifications, 1 mail" with a link to the dead ones, or "None". */
export function DeadDeliveries({ status }: { status: BridgeStatus }): ReactNode {
  const texts = status.outbox.channels
    .filter(({ dead }) => dead > 0)
    .map(({ channel, dead }) => formatCount(dead, entryNames[channel]));
  if (texts.length === 0) return 'None';
  return (
    <PageLink to="/jobs" search={{ delivery_state: 'dead' }}>
      {texts.join(', ')}
    </PageLink>
  );
}
