import { rotateKnownBrowserKey } from '../access/known-browser.ts';
import { commandLineActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { readInvite } from '../bridge/invite-file.ts';
import { type ResealedJobs, resealJobs } from '../bridge/reseal-jobs.ts';
import type { Settings } from '../config/settings.ts';
import { runInTransaction } from '../database/transaction.ts';
import { StartError } from '../errors/start-error.ts';
import { rotateLinkKey } from '../mail/unsubscribe-link.ts';
import { withDatabase } from '../service/open-database.ts';
import { type ResealedSecrets, resealWebhookSecrets } from '../webhooks/reseal-webhook-secrets.ts';
import { SecretStore } from '../webhooks/webhook-secrets.ts';

export interface RotateSecretsOptions {
  /** The invite file that was in use until now. */
  oldInvite?: string;
  /** Whether links in mails that were sent stop working. */
  mailLinks?: boolean;
  /** Whether the secrets of webhooks are sealed under the first key of GATEHOUSE_SECRET_KEY. */
  secretKey?: boolean;
}

/**
 * `rotate-secrets`: makes the keys of cookies new, those of links in mails where asked, and seals
 * waiting jobs under the invite of the settings where an earlier one is named. All of that happens, or
 * nothing. Before it, where asked, the secrets of webhooks are sealed under the first of two keys, in
 * batches: repeated, it goes on. Sessions go on: their cookies are random keys of their own. Throws
 * StartError.
 */
export async function rotateSecrets(
  settings: Settings,
  { oldInvite, mailLinks = false, secretKey = false }: RotateSecretsOptions,
): Promise<void> {
  const keys = oldInvite === undefined ? null : readInviteKeys(settings, oldInvite);
  const store = secretKey ? openSecretStore(settings) : null;
  const { jobs, webhooks } = await withDatabase(settings, async (db) => {
    const webhooks = store && (await resealWebhookSecrets(db, store));
    return runInTransaction(db, async (trx) => {
      await rotateKnownBrowserKey(trx);
      if (mailLinks) await rotateLinkKey(trx);
      const jobs = keys && (await resealJobs(trx, keys));
      const after = { cookies: true, mail_links: mailLinks, jobs: jobs && { ...jobs } };
      await recordChange(trx, commandLineActor, {
        at: new Date().toISOString(),
        action: 'settings.secrets_rotated',
        subject: { uuid: null, name: 'secrets' },
        before: null,
        after: { ...after, webhooks: webhooks && { ...webhooks } },
      });
      return { jobs, webhooks };
    });
  });
  console.log('The key of cookies is new: no browser is known any more. Sessions go on.');
  if (mailLinks) console.log('The key of links in mails is new: earlier links do not work.');
  if (jobs !== null) console.log(describeJobs(jobs));
  if (webhooks !== null) console.log(describeWebhooks(webhooks));
}

/** Throws StartError where the settings have no key. */
function openSecretStore({ secretKeys }: Settings): SecretStore {
  if (secretKeys === null) {
    throw new StartError(
      '--secret-key needs GATEHOUSE_SECRET_KEY: the new key, a comma, the old key.',
    );
  }
  return new SecretStore(secretKeys);
}

function describeWebhooks({ resealed, unreadable }: ResealedSecrets): string {
  const done = `Secrets of webhooks sealed anew: ${resealed}.`;
  if (unreadable.length === 0)
    return `${done} The old key opens only backups from before, and what replicas that do not have the new one first have sealed since.`;
  return `${done} No key opens those of these webhooks, rotate them: ${unreadable.join(', ')}.`;
}

function readInviteKeys(
  { openportalConfig, allowPlainHttpBridge }: Settings,
  oldInvite: string,
): { earlierKey: Uint8Array; presentKey: Uint8Array } {
  if (openportalConfig === null) {
    throw new StartError('--old-invite needs the new invite file in OPENPORTAL_CONFIG.');
  }
  return {
    earlierKey: readInvite(oldInvite, { allowPlainHttp: true }).key,
    presentKey: readInvite(openportalConfig, { allowPlainHttp: allowPlainHttpBridge }).key,
  };
}

function describeJobs({ resealed, unreadable }: ResealedJobs): string {
  const asked = 'neither invite opens; the bridge is asked for them again';
  return `Waiting jobs sealed anew: ${resealed}.${unreadable > 0 ? ` ${unreadable} ${asked}.` : ''}`;
}
