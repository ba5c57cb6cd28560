import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { BridgeClient } from './bridge-client.ts';
import { DestinationsCall, parseDestinations } from './destinations-call.ts';

/** What the bridge was told that we offer, kept for all replicas. */
export interface OfferingsState {
  asked: string[];
  accepted: string[];
  /** When the bridge last accepted; null where it never did. */
  synced: string | null;
}

export interface OfferingsSyncOptions {
  db: Kysely<Database>;
  clock: () => Date;
  client: BridgeClient;
  getPortal: () => string;
  warn: (difference: { refused: string[]; foreign: string[] }, words: string) => void;
}

const settingKey = 'bridge_offerings';
const refreshIntervalMs = 10 * 60_000;

/** Keeps the bridge's offerings those of the templates (openportal.md §1). */
export class OfferingsSync {
  readonly #options: OfferingsSyncOptions;
  readonly #destinationsCall: DestinationsCall;
  #lastWarning = '';

  constructor(options: OfferingsSyncOptions) {
    this.#options = options;
    this.#destinationsCall = new DestinationsCall(options.client);
  }

  /** Whether the templates have changed since the bridge was told, or it was told long ago. */
  async isSyncDue(): Promise<boolean> {
    const state = await loadOfferingsState(this.#options.db);
    if (state.synced === null || !hasSameNames(await this.#loadTemplateOfferings(), state.asked))
      return true;
    // A time ahead of ours is as good as none.
    return (
      Math.abs(this.#options.clock().getTime() - Date.parse(state.synced)) >= refreshIntervalMs
    );
  }

  /** Whether the bridge has others than it accepted, as after a restart. Throws BridgeError. */
  async isBridgeOutdated(): Promise<boolean> {
    const present = parseDestinations(await this.#options.client.get('get_offerings'));
    return !hasSameNames(present, (await loadOfferingsState(this.#options.db)).accepted);
  }

  /** Tells the bridge; warns where it accepts others than it was asked to. Throws BridgeError. */
  async sync(): Promise<void> {
    const asked = await this.#loadTemplateOfferings();
    const accepted = await this.#destinationsCall.post('sync_offerings', asked);
    this.#warnAboutDifference(asked, accepted);
    const synced = this.#options.clock().toISOString();
    await storeOfferingsState(this.#options.db, { asked, accepted: accepted.toSorted(), synced });
  }

  #warnAboutDifference(asked: string[], accepted: string[]): void {
    const refused = asked.filter((name) => !accepted.includes(name));
    const foreign = accepted.filter((name) => !asked.includes(name));
    const difference = JSON.stringify({ refused, foreign });
    if (difference === this.#lastWarning) return;
    this.#lastWarning = difference;
    if (refused.length + foreign.length === 0) return;
    const words = 'the bridge accepted other offerings than it was asked to';
    this.#options.warn({ refused, foreign }, words);
  }

  /** `<offering>.<our portal>.<awarding portal>` of every template. */
  async #loadTemplateOfferings(): Promise<string[]> {
    const { db, getPortal: portal } = this.#options;
    const rows = await db
      .selectFrom('project_template')
      .select(['offering', 'portal'])
      .distinct()
      .execute();
    return rows.map((row) => `${row.offering}.${portal()}.${row.portal}`).toSorted();
  }
}

export async function loadOfferingsState(db: Kysely<Database>): Promise<OfferingsState> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', settingKey)
    .executeTakeFirst();
  return (row?.value as OfferingsState | undefined) ?? { asked: [], accepted: [], synced: null };
}

async function storeOfferingsState(db: Kysely<Database>, state: OfferingsState): Promise<void> {
  const value = JSON.stringify(state);
  await db
    .insertInto('setting')
    .values({ key: settingKey, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

function hasSameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}
