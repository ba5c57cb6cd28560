/* What delivers announcements to people, and announces outages. */

import type { Kysely } from 'kysely';
import { createDeadEntryWatch } from '../announcements/announce-dead-entries.ts';
import { createFanOutChannel } from '../announcements/fan-out.ts';
import { createOutageWatch } from '../bridge/announce-outages.ts';
import type { BridgeConnection } from '../bridge/bridge-connection.ts';
import type { Database } from '../database/schema.ts';
import { createMailExpander } from '../mail/expand-to-mails.ts';
import { createMailChannel } from '../mail/mail-channel.ts';
import { describeMail, type MailConfig } from '../mail/mail-config.ts';
import { createMailTask } from '../mail/mail-task.ts';
import { SmtpClient } from '../mail/smtp-client.ts';
import type { BatchChannel, Channel } from '../outbox/channel.ts';
import type { PeriodicTask } from '../scheduling/periodic-task.ts';
import { createIdleWebhookWatch } from '../webhooks/disable-idle-webhooks.ts';
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
  const tasks: PeriodicTask[] = [];
  if (bridge !== null) {
    const onError = createLog('the bridge could not be watched');
    tasks.push(createOutageWatch({ db, clock, state: bridge.state, onError }));
  }
  const onError = createLog('what was given up could not be announced');
  tasks.push(createDeadEntryWatch({ db, clock, onError }));
  const onIdleError = createLog('failing webhooks could not be disabled');
  tasks.push(createIdleWebhookWatch({ db, clock, onError: onIdleError }));
  if (mail === null) return tasks;
  const mails = createMailTask({
    db,
    clock,
    config: mail,
    onError: createLog('the work on mails failed'),
  });
  return [...tasks, mails];
}
