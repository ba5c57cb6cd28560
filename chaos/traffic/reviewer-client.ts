import { setTimeout as pause } from 'node:timers/promises';
import type { ReviewAction, RequestLedger } from '../request-ledger.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { type ApiClient, getOutcome, type Reply } from './api-client.ts';

const AWARDS_PATH = '/api/openportal-managed-projects/';

interface ListedAward {
  identifier: string;
  destination: string;
  state: string;
  project: string;
}

const readPaths = [
  `${AWARDS_PATH}?page_size=50`,
  `${AWARDS_PATH}?state=pending&page_size=50&o=details__name`,
  `${AWARDS_PATH}?query=Chaos%201`,
  `${AWARDS_PATH}?identifier=t2&state=approved&state=rejected`,
  '/api/openportal-managed-project-audit/?page_size=50&o=-timestamp',
  '/api/projects/?page_size=50',
  '/api/overview/',
];

const actionWeights: Record<string, Partial<Record<ReviewAction, number>>> = {
  pending: { approve: 60, reject: 22, attach: 8, detach: 4, 'add-note': 4, delete: 2 },
  approved: { detach: 60, 'add-note': 30, delete: 10 },
  rejected: { reopen: 90, delete: 10 },
  canceled: { reopen: 90, delete: 10 },
};

let commentCount = 0;

/** A reviewer at the desk: looks, reads an award, decides, and sometimes decides twice. */
export class ReviewerClient {
  readonly #name: string;
  readonly #client: ApiClient;
  readonly #ledger: RequestLedger;
  readonly #random: SeededRandom;
  readonly #isStaff: boolean;

  constructor(
    who: { name: string; caller: ApiClient; isStaff: boolean },
    ledger: RequestLedger,
    choices: SeededRandom,
  ) {
    this.#name = who.name;
    this.#client = who.caller;
    this.#isStaff = who.isStaff;
    this.#ledger = ledger;
    this.#random = choices;
  }

  async run(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      if (this.#random.nextBoolean(0.3)) await this.#readSomething();
      else await this.#decideSomeAward();
      await pause(10 + this.#random.nextInteger(90));
    }
  }

  async #readSomething(): Promise<void> {
    const path = this.#random.pickItem(readPaths);
    const method = this.#random.nextBoolean(0.2) && path.startsWith(AWARDS_PATH) ? 'HEAD' : 'GET';
    await this.#client.call(method, path);
  }

  async #decideSomeAward(): Promise<void> {
    const state = this.#random.pickWeighted({ pending: 80, approved: 8, rejected: 8, canceled: 4 });
    const order = this.#random.pickItem(['created', '-created', 'identifier', 'details__name']);
    const { body } = await this.#client.call('GET', `${AWARDS_PATH}?state=${state}&o=${order}`);
    if (!Array.isArray(body) || body.length === 0) return;
    const award = this.#random.pickItem(body as ListedAward[]);
    const where = `${AWARDS_PATH}${award.identifier}/${award.destination}/`;
    const read = await this.#client.call('GET', where);
    if (read.status !== 200) return;
    if (this.#random.nextBoolean(0.2)) await this.#client.call('GET', `${where}plan/`);
    const { reopen = 0, ...others } = actionWeights[state] as Record<string, number>;
    const action = this.#random.pickWeighted({ ...others, reopen } as Record<ReviewAction, number>);
    if (action === 'add-note' && !this.#isStaff) return;
    await this.#decide(action, award, where, read);
    // The second click.
    if (this.#random.nextBoolean(0.1)) await this.#decide(action, award, where, read);
  }

  async #decide(
    action: ReviewAction,
    award: ListedAward,
    where: string,
    read: Reply,
  ): Promise<void> {
    const comment = /attach|detach|delete/.test(action) ? '' : `chaos-${++commentCount}.`;
    const body = await this.#buildBody(action, comment);
    if (body === null) return;
    const seen =
      read.etag !== null && this.#random.nextBoolean(0.4) ? { 'if-match': read.etag } : {};
    const method = action === 'delete' ? 'DELETE' : 'POST';
    const reply = await this.#client.call(method, `${where}${action}/`, {
      ...(method === 'POST' && { body }),
      headers: seen,
    });
    const { identifier, destination } = award;
    const fate = getOutcome(reply);
    const person = this.#name;
    this.#ledger.decisions.push({
      person,
      action,
      identifier,
      destination,
      comment,
      outcome: fate,
    });
  }

  /** null where there is nothing to send. */
  async #buildBody(action: ReviewAction, comment: string): Promise<object | null> {
    if (action === 'add-note') return { text: comment };
    if (action !== 'attach') return action === 'detach' ? {} : { comment };
    const { body } = await this.#client.call(
      'GET',
      '/api/openportal-unmanaged-projects/?page_size=50',
    );
    if (!Array.isArray(body) || body.length === 0) return null;
    return { project_uuid: this.#random.pickItem(body as { uuid: string }[]).uuid };
  }
}
