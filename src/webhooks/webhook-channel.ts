import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { BatchChannel } from '../outbox/channel.ts';
import { getErrorMessage } from '../outbox/deliver-outbox.ts';
import { restWhileBusy } from '../scheduling/rest-while-busy.ts';
import { buildBody } from './forms/build-body.ts';
import {
  type DueMessage,
  type DueWebhook,
  findDueWebhooks,
  loadDueMessages,
} from './due-messages.ts';
import { type Attempt, disableWebhook, recordAttempts } from './record-results.ts';
import { type SendOptions, sendMessage } from './send-message.ts';
import { type SecretStore, signMessage } from './webhook-secrets.ts';

export interface WebhookChannelOptions extends SendOptions {
  db: Kysely<Database>;
  clock: () => Date;
  secrets: SecretStore;
}

/** How many messages of one webhook are under way at once, of as many awards. */
const BATCH_SIZE = 20;
/** How many webhooks are sent to at once; those that fail have places of their own. */
const MAX_HEALTHY = 8;
const MAX_FAILING = 4;
/** How often other webhooks are looked for while one is being sent to. */
const SEARCH_INTERVAL_MS = 250;

/**
 * Delivers to webhooks. Each has a lane of its own: a receiver that hangs or is down delays nobody
 * else. In a lane, messages of one award go out in their order; the next waits for the one before.
 */
export function createWebhookChannel(options: WebhookChannelOptions): BatchChannel {
  return {
    name: 'webhook',
    isReady: () => true,
    isOutage: () => false,
    deliverDue: (shouldStop) => new LaneRun(options, shouldStop).run(),
  };
}

class LaneRun {
  readonly #options: WebhookChannelOptions;
  readonly #shouldStop: () => boolean;
  readonly #lanes = new Map<number, { isFailing: boolean; end: Promise<void> }>();
  /** Webhooks whose lane ended with an error of ours: they are left for the next run. */
  readonly #broken = new Set<number>();
  #lastFailure: string | null = null;

  constructor(options: WebhookChannelOptions, shouldStop: () => boolean) {
    this.#options = options;
    this.#shouldStop = shouldStop;
  }

  /** Runs until no webhook has a due message, or it should stop. Returns the last failure. */
  async run(): Promise<string | null> {
    try {
      for (;;) {
        if (!this.#shouldStop()) await this.#openLanes();
        if (this.#lanes.size === 0) return this.#lastFailure;
        const ends = [...this.#lanes.values()].map(({ end }) => end);
        await Promise.race([...ends, pause(SEARCH_INTERVAL_MS)]);
      }
    } finally {
      await Promise.allSettled([...this.#lanes.values()].map(({ end }) => end));
    }
  }

  async #openLanes(): Promise<void> {
    const { db, clock } = this.#options;
    const due = await findDueWebhooks(db, clock().toISOString(), [
      ...this.#lanes.keys(),
      ...this.#broken,
    ]);
    for (const webhook of due) {
      const isFailing = webhook.failingSince !== null;
      const open = [...this.#lanes.values()].filter((lane) => lane.isFailing === isFailing).length;
      if (open >= (isFailing ? MAX_FAILING : MAX_HEALTHY)) continue;
      const end = this.#runLane(webhook)
        .catch((error: unknown) => {
          this.#broken.add(webhook.id);
          this.#lastFailure = getErrorMessage(error);
        })
        .finally(() => this.#lanes.delete(webhook.id));
      this.#lanes.set(webhook.id, { isFailing, end });
    }
  }

  /** Sends what is due to a webhook, batch after batch, until one fails or nothing is due. */
  async #runLane(webhook: DueWebhook): Promise<void> {
    const { db, clock } = this.#options;
    if (!webhook.isEntitled) {
      const reason = 'Its owner may not see these events any more.';
      await runInTransaction(db, (trx) => disableWebhook(trx, webhook, reason, clock()));
      return;
    }
    while (!this.#shouldStop()) {
      // While it fails, one message at a time finds out whether the receiver is back.
      const limit = webhook.failingSince === null ? BATCH_SIZE : 1;
      const mark = performance.eventLoopUtilization();
      const now = clock().toISOString();
      const messages = await loadDueMessages(db, webhook.id, now, limit);
      if (messages.length === 0) return;
      const attempts = await Promise.all(messages.map((message) => this.#send(webhook, message)));
      await recordAttempts(db, webhook, attempts, clock());
      const failed = attempts.findLast(({ error }) => error !== null);
      if (failed === undefined && webhook.failingSince === null) {
        // A full batch: more wait, and people come first.
        if (messages.length === limit) await restWhileBusy(mark);
        continue;
      }
      if (failed !== undefined) this.#lastFailure = `${webhook.name}: ${failed.error}`;
      return;
    }
  }

  async #send(webhook: DueWebhook, message: DueMessage): Promise<Attempt> {
    const { clock, secrets } = this.#options;
    const started = clock();
    const begin = performance.now();
    const keys = webhook.secrets.flatMap((sealed) => {
      const secret = secrets.decrypt(webhook.uuid, Buffer.from(sealed, 'hex'));
      return secret === null ? [] : [secret];
    });
    const milliseconds = (): number => Math.round(performance.now() - begin);
    if (keys.length === 0) {
      const error = 'Its secret cannot be decrypted: the key of the service changed. Rotate it.';
      return { message, started, milliseconds: 0, status: null, error };
    }
    const body = buildBody(webhook.form, message.content);
    const headers = signMessage({ id: message.eventId, time: started, body }, keys);
    const result = await sendMessage({ url: webhook.destinationUrl, headers, body }, this.#options);
    return { message, started, milliseconds: milliseconds(), ...result };
  }
}
