/* Keeps the offerings of the bridge equal to those of the templates. */

import { performance } from 'node:perf_hooks';
import type { Kysely } from 'kysely';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';
import type { BridgeClient } from './bridge-client.ts';
import { BridgeError, isOutage } from './bridge-error.ts';
import { type BridgeStart, isOtherStart, parseStartTime } from './bridge-start-time.ts';
import { DestinationsCall, parseDestinations } from './destinations-call.ts';
import { loadOfferingsState, type OfferingsState, storeOfferingsState } from './offerings-state.ts';
import { loadTemplateOfferings } from './template-offerings.ts';

export interface OfferingsSyncOptions {
  db: Kysely<Database>;
  clock: () => Date;
  client: BridgeClient;
  getPortal: () => string;
  /** How often the bridge is asked which offerings it holds. */
  compareMs: number;
  logger: () => OfferingsLogger | undefined;
}

export interface OfferingsLogger {
  info(fields: object, words: string): void;
  warn(fields: object, words: string): void;
}

const REFRESH_MS = 10 * 60_000;
const HEALTH_TIMEOUT_MS = 5000;

/**
 * Keeps the bridge's offerings those of the templates (docs/rules/openportal.md, 1 and 6). A bridge
 * that was restarted has lost its virtual agents although it still lists the offerings, so its start
 * is watched. An empty list, which would withdraw every offering of the site, is never sent.
 */
export class OfferingsSync {
  readonly #options: OfferingsSyncOptions;
  readonly #destinationsCall: DestinationsCall;
  #nextComparison = 0;
  #lastWarning = '';

  constructor(options: OfferingsSyncOptions) {
    this.#options = options;
    this.#destinationsCall = new DestinationsCall(options.client);
  }

  /** Brings the bridge up to date where it is not; one replica at a time. Throws BridgeError. */
  async run(): Promise<void> {
    const { db, clock } = this.#options;
    await withAdvisoryLock(db, 'offerings', async () => {
      const state = await loadOfferingsState(db);
      try {
        await this.#bringUpToDate(state);
      } catch (error) {
        if (!(error instanceof BridgeError)) throw error;
        const failed = { at: clock().toISOString(), message: error.message };
        await storeOfferingsState(db, { ...(await loadOfferingsState(db)), last_error: failed });
        throw error;
      }
    });
  }

  async #bringUpToDate(stored: OfferingsState): Promise<void> {
    const { db, getPortal } = this.#options;
    const { offered, leftOut } = await loadTemplateOfferings(db, getPortal());
    const started = await this.#fetchStartTime();
    const state = await this.#noticeRestart({ ...stored, left_out: leftOut }, started);
    this.#warnAboutNames(state);
    if (offered.length === 0) await this.#withdrawOwn(state, started);
    else if (await this.#isSyncDue(state, offered, started))
      await this.#sync(state, offered, started);
    else if (!hasSameNames(leftOut, stored.left_out)) await storeOfferingsState(db, state);
  }

  /** null where the bridge does not say when it was started. */
  async #fetchStartTime(): Promise<BridgeStart | null> {
    try {
      const answer = await this.#options.client.get('health', HEALTH_TIMEOUT_MS);
      return parseStartTime(answer, this.#options.clock());
    } catch (error) {
      // Without this answer the offerings can still be sent, but not where nobody answers.
      if (!(error instanceof BridgeError) || isOutage(error)) throw error;
      return null;
    }
  }

  async #noticeRestart(
    state: OfferingsState,
    started: BridgeStart | null,
  ): Promise<OfferingsState> {
    const known = state.bridge_started_at;
    if (known === null || started === null || !isOtherStart(known, started)) return state;
    const noticedBefore = state.restarted_at;
    if (noticedBefore !== null && !isOtherStart(noticedBefore, started)) return state;
    const restartedAt = started.at.toISOString();
    this.#options.logger()?.info({ restartedAt }, 'the bridge was restarted');
    const noticed = { ...state, restarted_at: restartedAt, sent_again_at: null };
    await storeOfferingsState(this.#options.db, noticed);
    return noticed;
  }

  async #isSyncDue(
    state: OfferingsState,
    offered: readonly string[],
    started: BridgeStart | null,
  ): Promise<boolean> {
    const { synced, asked, accepted, bridge_started_at: known } = state;
    if (synced === null || !hasSameNames(offered, asked)) return true;
    if (started !== null && (known === null || isOtherStart(known, started))) return true;
    // A time ahead of our clock says nothing about how long ago it was.
    const age = Math.abs(this.#options.clock().getTime() - Date.parse(synced));
    if (age >= REFRESH_MS) return true;
    const bridgeOfferings = await this.#fetchOfferingsIfDue();
    return bridgeOfferings !== null && !hasSameNames(bridgeOfferings, accepted);
  }

  async #sync(
    state: OfferingsState,
    offered: string[],
    started: BridgeStart | null,
  ): Promise<void> {
    const accepted = await this.#destinationsCall.post('sync_offerings', offered);
    await this.#storeSynced(state, offered, accepted, started);
  }

  /** Without templates: withdraws what this desk offered before, and leaves other offerings alone. */
  async #withdrawOwn(state: OfferingsState, started: BridgeStart | null): Promise<void> {
    if (state.asked.length > 0) {
      await this.#destinationsCall.post('remove_offerings', state.asked);
      this.#nextComparison = 0;
    }
    const bridgeOfferings = await this.#fetchOfferingsIfDue();
    if (bridgeOfferings === null) return;
    await this.#storeSynced(state, [], bridgeOfferings, started, {
      isSynced: state.asked.length > 0,
    });
  }

  async #storeSynced(
    state: OfferingsState,
    offered: string[],
    bridgeOfferings: readonly string[],
    started: BridgeStart | null,
    { isSynced = true } = {},
  ): Promise<void> {
    const now = this.#options.clock().toISOString();
    const isSentAgain = state.restarted_at !== null && state.sent_again_at === null;
    const synced: OfferingsState = {
      ...state,
      asked: offered,
      accepted: offered.length === 0 ? [] : bridgeOfferings.toSorted(),
      foreign: bridgeOfferings.filter((name) => !offered.includes(name)).toSorted(),
      synced: isSynced ? now : state.synced,
      bridge_started_at: started?.at.toISOString() ?? state.bridge_started_at,
      ...(isSentAgain && offered.length > 0 && { sent_again_at: now }),
    };
    this.#warnAboutNames(synced);
    if (JSON.stringify(synced) === JSON.stringify(await loadOfferingsState(this.#options.db)))
      return;
    await storeOfferingsState(this.#options.db, synced);
  }

  /** What the bridge lists; null where it was asked a short while ago. */
  async #fetchOfferingsIfDue(): Promise<string[] | null> {
    if (performance.now() < this.#nextComparison) return null;
    const bridgeOfferings = parseDestinations(await this.#options.client.get('get_offerings'));
    this.#nextComparison = performance.now() + this.#options.compareMs;
    return bridgeOfferings;
  }

  /** Logs each difference between what is offered and what the bridge holds, once. */
  #warnAboutNames({ asked, accepted, foreign, left_out: leftOut, synced }: OfferingsState): void {
    const refused = synced === null ? [] : asked.filter((name) => !accepted.includes(name));
    const differences = { refused, foreign, leftOut };
    const text = JSON.stringify(differences);
    if (text === this.#lastWarning) return;
    this.#lastWarning = text;
    if (refused.length + foreign.length + leftOut.length === 0) return;
    const words = 'the offerings of the bridge differ from those of the templates';
    this.#options.logger()?.warn(differences, words);
  }
}

function hasSameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}
