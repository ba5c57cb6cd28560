/* What delivers announcements to people, and announces outages. */

import type { Kysely } from 'kysely';
import { announceDeadEntries } from '../announcements/announce-dead-entries.ts';
import { createFanOutChannel } from '../announcements/fan-out.ts';
import { announceOutage } from '../bridge/announce-outages.ts';
import type { BridgeConnection } from '../bridge/bridge-connection.ts';
import type { Database } from '../database/schema.ts';
import { createMailExpander } from '../mail/expand-to-mails.ts';
import { createMailChannel } from '../mail/mail-channel.ts';
import { describeMail, type MailConfig } from '../mail/mail-config.ts';
import { createMailTask } from '../mail/mail-task.ts';
import { SmtpClient } from '../mail/smtp-client.ts';
import type { BatchChannel, Channel } from '../outbox/channel.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { disableIdleWebhooks } from '../webhooks/disable-idle-webhooks.ts';
import { expandToWebhooks } from '../webhooks/expand-webhooks.ts';
import { countActiveWebhooks, describeMissingKey } from '../webhooks/missing-key.ts';
import type { OpenWebhooks } from '../webhooks/open-webhooks.ts';
import type { CreateErrorLog } from './background-tasks.ts';

interface DeliveryContext {
  db: Kysely<Database>;
  clock: () => Date;
  /** null: this site sends no mail. */
  mail: MailConfig | null;
  webhooks: OpenWebhooks;
  /** null: no bridge is connected. */
  bridge: Pick<BridgeConnection, 'state'> | null;
}

/**
 * What the service says at its start: whether mail is on, and where webhooks get nothing because it
 * has no key. One line each.
 */
export async function describeChannels(
  db: Kysely<Database>,
  mail: MailConfig | null,
  { setup }: OpenWebhooks,
): Promise<string[]> {
  const missingKey =
    setup.secrets === null ? describeMissingKey(await countActiveWebhooks(db)) : null;
  return [describeMail(mail), ...(missingKey === null ? [] : [missingKey])];
}

/** The channels of the outbox that announcements go through; `publicUrl` begins their links. */
export function createAnnouncementChannels(
  { db, clock, mail, webhooks }: DeliveryContext,
  publicUrl: string | null,
): (Channel | BatchChannel)[] {
  const expanders = [
    expandToWebhooks,
    ...(mail === null ? [] : [createMailExpander(mail.site.timeZone)]),
  ];
  const fanOut = createFanOutChannel({ db, clock, baseUrl: publicUrl ?? '', expanders });
  const channels = [fanOut, ...webhooks.channels];
  if (mail === null) return channels;
  return [
    ...channels,
    createMailChannel({ db, clock, config: mail, client: new SmtpClient(mail) }),
  ];
}

/** The tasks beside the channels, not started. */
export function createAnnouncementTasks(
  { db, clock, mail, bridge }: DeliveryContext,
  createLog: CreateErrorLog,
): PeriodicTask[] {
  const repeat = (seconds: number, task: () => Promise<void>, failure: string): PeriodicTask =>
    new PeriodicTask({
      intervalMs: seconds * 1000,
      minGapMs: seconds * 1000,
      task,
      onError: createLog(failure),
    });
  const tasks = [
    repeat(
      60,
      () => announceDeadEntries({ db, clock }),
      'what was given up could not be announced',
    ),
    repeat(60, () => disableIdleWebhooks({ db, clock }), 'failing webhooks could not be disabled'),
  ];
  if (bridge !== null) {
    const { state } = bridge;
    const watch = () => announceOutage({ db, clock, state });
    tasks.push(repeat(30, watch, 'the bridge could not be watched'));
  }
  if (mail === null) return tasks;
  const mails = createMailTask({
    db,
    clock,
    config: mail,
    onError: createLog('the work on mails failed'),
  });
  return [...tasks, mails];
}
