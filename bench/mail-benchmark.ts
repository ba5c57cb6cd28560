import { performance } from 'node:perf_hooks';
import type { Kysely } from 'kysely';
import { createDatabase } from '../src/database/connection-pool.ts';
import type { Database } from '../src/database/schema.ts';
import { exampleContents } from '../src/mail/example-contents.ts';
import { insertMails } from '../src/mail/insert-mails.ts';
import { toPayload } from '../src/mail/mail-payload.ts';
import { findFreePort } from '../test/support/connected-service.ts';
import { MailServer } from '../test/support/mail/mail-server.ts';
import { createFigure, type Figure, targetAtLeast, targetAtMost } from './figures.ts';
import { measureFirstPage } from './read-benchmark.ts';
import { startService } from './server-processes.ts';

const MAILS = 2000;

/** The latency of staff's first page while mails are sent, and in the quiet before; the rate of the mails. */
export async function measureMail(
  databaseUrl: string,
  size: number,
  seconds: number,
): Promise<Figure[]> {
  const server = await MailServer.open({ offersTls: false });
  const db = createDatabase(databaseUrl);
  const port = await findFreePort();
  const service = await startService(databaseUrl, {
    GATEHOUSE_SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    GATEHOUSE_ALLOW_PLAIN_SMTP: 'true',
    GATEHOUSE_MAIL_SENDER: 'desk@site.example',
    PORT: String(port),
    GATEHOUSE_PUBLIC_URL: `http://127.0.0.1:${port}`,
  });
  try {
    const firstPage = () => measureFirstPage(service, seconds);
    await firstPage();
    const quietMs = await firstPage();
    const begin = performance.now();
    await addMails(db);
    const busyMs: number[] = [];
    while (server.received.length < MAILS) busyMs.push(await measureFirstPage(service, 1));
    const perSecond = MAILS / ((performance.now() - begin) / 1000);
    const median = busyMs.toSorted((one, other) => one - other)[busyMs.length >> 1] ?? 0;
    return [
      createFigure(
        `first page while ${MAILS.toLocaleString('en')} mails are sent, at ${size.toLocaleString('en')}`,
        'ms',
        median,
        { what: 'quiet', value: quietMs },
        targetAtMost(1.3),
      ),
      createFigure('mails meanwhile', 'mails/s', perSecond, null, targetAtLeast(20)),
    ];
  } finally {
    await service.stop();
    await db.destroy();
    await server.stop();
  }
}

/** Puts as many mails into the outbox, each to a person of its own. */
async function addMails(db: Kysely<Database>): Promise<void> {
  const content = exampleContents[0]?.content;
  if (content === undefined) throw new Error('There is no example of a mail.');
  const mails = Array.from({ length: MAILS }, (_, number) => {
    const email = `person-${number}@site.example`;
    const reader = { email, personUuid: null, language: null, timeZone: null };
    const award = { identifier: '', destination: '' };
    return { kind: content.kind, ...award, payload: toPayload(content, reader) };
  });
  await insertMails(db, mails, new Date().toISOString());
}
