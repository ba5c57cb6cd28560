import { setTimeout as pause } from 'node:timers/promises';
import { type ApiAccess, callApi, callApiForJson } from '../../test/support/call-api.ts';

/** What came of the decisions of a run. */
export interface NoteResult {
  /** The texts of notes that were acknowledged. */
  acknowledged: string[];
  /** What failed, with how often. */
  failures: Map<string, number>;
}

const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Adds notes to awards, each worker to awards of its own, until stopped. A note is a decision: it is
 * stored with its audit entry in one transaction, and 200 is its acknowledgement. Nothing is repeated.
 */
export class NoteLoad {
  readonly #access: ApiAccess;
  readonly #name: string;
  readonly #running: Promise<unknown>;
  readonly #result: NoteResult = { acknowledged: [], failures: new Map() };
  #isStopped = false;

  /**
   * `awards`: paths of awards, at least as many as workers. `name` begins the text of each note: each
   * load of a run needs one of its own.
   */
  constructor(
    url: string,
    token: string,
    awards: readonly string[],
    { workers, name = 'note' }: { workers: number; name?: string },
  ) {
    this.#access = { url, token, timeoutMs: REQUEST_TIMEOUT_MS };
    this.#name = name;
    const ownAwards = Array.from({ length: workers }, (_, worker) =>
      awards.filter((_award, index) => index % workers === worker),
    );
    this.#running = Promise.all(ownAwards.map((own, worker) => this.#work(own, worker)));
  }

  get acknowledgedCount(): number {
    return this.#result.acknowledged.length;
  }

  async stop(): Promise<NoteResult> {
    this.#isStopped = true;
    await this.#running;
    return this.#result;
  }

  async #work(awards: readonly string[], worker: number): Promise<void> {
    for (let number = 0; !this.#isStopped; number++) {
      const text = `${this.#name} ${worker}.${number}`;
      const outcome = await this.#addNote(awards[number % awards.length] ?? '', text);
      if (outcome === '200') {
        this.#result.acknowledged.push(text);
        continue;
      }
      this.#result.failures.set(outcome, (this.#result.failures.get(outcome) ?? 0) + 1);
      await pause(50);
    }
  }

  /** The status, with the reason of an error; or what failed. */
  async #addNote(award: string, text: string): Promise<string> {
    const reply = await callApi(this.#access, 'POST', `${award}add-note/`, { text });
    if (reply.status === 0) return reply.text;
    return reply.status < 400 ? String(reply.status) : `${reply.status} ${reply.text}`;
  }
}

/** The paths of the awards that the token's owner sees, at most 300. */
export async function listAwardPaths(url: string, token: string): Promise<string[]> {
  const path = '/api/openportal-managed-projects/?page_size=300';
  const awards: { identifier: string; destination: string }[] = await callApiForJson(
    { url, token },
    'GET',
    path,
  );
  return awards.map(
    ({ identifier, destination }) =>
      `/api/openportal-managed-projects/${identifier}/${destination}/`,
  );
}

/** Of these notes, those that the audit does not have. */
export async function findLostNotes(
  query: (text: string) => Promise<{ note: string }[]>,
  acknowledged: readonly string[],
): Promise<string[]> {
  const rows = await query(`select note from audit_entry where action = 'note_added'`);
  const stored = new Set(rows.map(({ note }) => note));
  return acknowledged.filter((text) => !stored.has(text));
}
