import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { BridgeClient } from './client.ts';
import { DestinationsCall, readDestinations } from './destinations.ts';

/** What the bridge was told that we offer, kept for all replicas. */
export interface OfferingsState {
  asked: string[];
  accepted: string[];
  /** When the bridge last accepted; null where it never did. */
  synced: string | null;
}

export interface OfferingsOptions {
  db: Kysely<Database>;
  clock: () => Date;
  client: BridgeClient;
  portal: () => string;
  warn: (difference: { refused: string[]; foreign: string[] }, words: string) => void;
}

const settingKey = 'bridge_offerings';
const refreshMs = 10 * 60_000;

/** Keeps the bridge's offerings those of the templates (openportal.md §1). */
export class Offerings {
  readonly #options: OfferingsOptions;
  readonly #call: DestinationsCall;
  #warned = '';

  constructor(options: OfferingsOptions) {
    this.#options = options;
    this.#call = new DestinationsCall(options.client);
  }

  /** Whether the templates have changed since the bridge was told, or it was told long ago. */
  async areDue(): Promise<boolean> {
    const state = await readOfferings(this.#options.db);
    if (state.synced === null || !sameNames(await this.#wanted(), state.asked)) return true;
    // A time ahead of ours is as good as none.
    return Math.abs(this.#options.clock().getTime() - Date.parse(state.synced)) >= refreshMs;
  }

  /** Whether the bridge has others than it accepted, as after a restart. Throws BridgeError. */
  async areForgotten(): Promise<boolean> {
    const present = readDestinations(await this.#options.client.get('get_offerings'));
    return !sameNames(present, (await readOfferings(this.#options.db)).accepted);
  }

  /** Tells the bridge; warns where it accepts others than it was asked to. Throws BridgeError. */
  async sync(): Promise<void> {
    const asked = await this.#wanted();
    const accepted = await this.#call.post('sync_offerings', asked);
    this.#warnOfDifference(asked, accepted);
    const synced = this.#options.clock().toISOString();
    await storeOfferings(this.#options.db, { asked, accepted: accepted.toSorted(), synced });
  }

  #warnOfDifference(asked: string[], accepted: string[]): void {
    const refused = asked.filter((name) => !accepted.includes(name));
    const foreign = accepted.filter((name) => !asked.includes(name));
    const difference = JSON.stringify({ refused, foreign });
    if (difference === this.#warned) return;
    this.#warned = difference;
    if (refused.length + foreign.length === 0) return;
    const words = 'the bridge accepted other offerings than it was asked to';
    this.#options.warn({ refused, foreign }, words);
  }

  /** `<offering>.<our portal>.<awarding portal>` of every template. */
  async #wanted(): Promise<string[]> {
    const { db, portal } = this.#options;
    const rows = await db
      .selectFrom('project_template')
      .select(['offering', 'portal'])
      .distinct()
      .execute();
    return rows.map((row) => `${row.offering}.${portal()}.${row.portal}`).toSorted();
  }
}

export async function readOfferings(db: Kysely<Database>): Promise<OfferingsState> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', settingKey)
    .executeTakeFirst();
  return (row?.value as OfferingsState | undefined) ?? { asked: [], accepted: [], synced: null };
}

async function storeOfferings(db: Kysely<Database>, state: OfferingsState): Promise<void> {
  const value = JSON.stringify(state);
  await db
    .insertInto('setting')
    .values({ key: settingKey, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}
