import { sql } from 'kysely';
import type { Announcement, ExpandAnnouncements } from '../../src/announcements/announcement.ts';
import { setAnnouncementChannel } from '../../src/announcements/announcement.ts';
import { createFanOutChannel } from '../../src/announcements/fan-out.ts';
import type { TestApp } from './test-app.ts';

/** Has announcements written from now on, as where mail is configured. */
export async function beginAnnouncing(app: TestApp): Promise<void> {
  await setAnnouncementChannel(app.db, 'mail', true);
}

/** Runs the fan-out until nothing is due. Returns the last failure. */
export function fanOut(
  app: TestApp,
  expanders: readonly ExpandAnnouncements[],
  baseUrl = 'https://desk.example.org',
): Promise<string | null> {
  const channel = createFanOutChannel({ db: app.db, clock: () => app.now, baseUrl, expanders });
  return channel.deliverDue(() => false);
}

/** Removes the announcements that were written so far, and returns them in their order. */
export async function takeAnnouncements(app: TestApp): Promise<Announcement[]> {
  const taken: Announcement[] = [];
  await fanOut(app, [
    async (_trx, announcements) => {
      taken.push(...announcements);
      return [];
    },
  ]);
  const { rows } = await sql`select from outbox where kind = 'announcement'`.execute(app.db);
  if (rows.length > 0) throw new Error(`${rows.length} announcements could not be taken.`);
  return taken;
}
