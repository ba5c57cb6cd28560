import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** The offerings as the bridge last had them, shared by all replicas. Times are ISO texts. */
export interface OfferingsState {
  /** What the templates offer, without the names that are left out. */
  asked: string[];
  /** What the bridge answered to the last sync. */
  accepted: string[];
  /** What the bridge holds and no template offers. */
  foreign: string[];
  /** What templates offer under names that a bridge cannot parse. */
  left_out: string[];
  /** When the bridge last accepted; null where it never did. */
  synced: string | null;
  /** The start of the bridge that was synced last; null where it does not say. */
  bridge_started_at: string | null;
  /** The last restart of the bridge that was noticed, by its own clock. */
  restarted_at: string | null;
  /** When the offerings were sent again after that restart. */
  sent_again_at: string | null;
  last_error: { at: string; message: string } | null;
}

const SETTING_KEY = 'bridge_offerings';

const initialState: OfferingsState = {
  asked: [],
  accepted: [],
  foreign: [],
  left_out: [],
  synced: null,
  bridge_started_at: null,
  restarted_at: null,
  sent_again_at: null,
  last_error: null,
};

export async function loadOfferingsState(db: Kysely<Database>): Promise<OfferingsState> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', SETTING_KEY)
    .executeTakeFirst();
  // Older versions stored fewer fields.
  return { ...initialState, ...(row?.value as Partial<OfferingsState> | undefined) };
}

export async function storeOfferingsState(
  db: Kysely<Database>,
  state: OfferingsState,
): Promise<void> {
  const value = JSON.stringify(state);
  await db
    .insertInto('setting')
    .values({ key: SETTING_KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
