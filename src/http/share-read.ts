import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { SharedReads } from '../database/shared-reads.ts';
import type { CallerProofValues } from './prove-caller.ts';

/** Who shares a read. */
export interface Readers {
  count: number;
  /** What the statement needs to prove those who are not looked up yet; each token once. */
  proofs: readonly CallerProofValues[];
}

/** What active tokens stand for, by their digest in hexadecimal; null for none. */
export type CallerProofs = Readonly<Record<string, string>> | null;

type AnyReads = SharedReads<CallerProofValues | null, { proofs: CallerProofs }>;

const readsOfDatabases = new WeakMap<Kysely<Database>, AnyReads>();

/**
 * Reads for the caller of `readAsCaller` together with those who ask for the same at the same moment
 * (SharedReads). `key` must hold all that the result depends on: who sees what, the query, URLs. What
 * differs by caller is the proof alone.
 */
export async function shareRead<Result extends { proofs: CallerProofs }>(
  db: Kysely<Database>,
  key: string,
  proof: CallerProofValues | null,
  read: (readers: Readers) => Promise<Result>,
): Promise<Result & { proof: string | null }> {
  let reads = readsOfDatabases.get(db);
  if (reads === undefined) {
    reads = new SharedReads();
    readsOfDatabases.set(db, reads);
  }
  const result = (await reads.read(key, proof, (items) => read(toReaders(items)))) as Result;
  const proved = proof === null ? undefined : result.proofs?.[toHex(proof)];
  return { ...result, proof: proved ?? null };
}

const toHex = ({ digest }: CallerProofValues): string => digest.toString('hex');

function toReaders(items: readonly (CallerProofValues | null)[]): Readers {
  const proofs = items.filter((item) => item !== null);
  const distinct = new Map(proofs.map((proof) => [toHex(proof), proof]));
  return { count: items.length, proofs: [...distinct.values()] };
}
