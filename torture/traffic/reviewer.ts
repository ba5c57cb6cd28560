import { setTimeout as pause } from 'node:timers/promises';
import type { Action, Ledger } from '../ledger.ts';
import type { Choices } from '../random.ts';
import { type Caller, fateOf, type Reply } from './caller.ts';

const awards = '/api/openportal-managed-projects/';

interface Shown {
  identifier: string;
  destination: string;
  state: string;
  project: string;
}

const looks = [
  `${awards}?page_size=50`,
  `${awards}?state=pending&page_size=50&o=details__name`,
  `${awards}?query=Torture%201`,
  `${awards}?identifier=t2&state=approved&state=rejected`,
  '/api/openportal-managed-project-audit/?page_size=50&o=-timestamp',
  '/api/projects/?page_size=50',
  '/api/overview/',
];

const actionsOf: Record<string, Partial<Record<Action, number>>> = {
  pending: { approve: 60, reject: 22, attach: 8, detach: 4, 'add-note': 4, delete: 2 },
  approved: { detach: 60, 'add-note': 30, delete: 10 },
  rejected: { reopen: 90, delete: 10 },
  canceled: { reopen: 90, delete: 10 },
};

let count = 0;

/** A reviewer at the desk: looks, reads an award, decides, and sometimes decides twice. */
export class Reviewer {
  readonly #name: string;
  readonly #caller: Caller;
  readonly #ledger: Ledger;
  readonly #choices: Choices;
  readonly #isStaff: boolean;

  constructor(
    who: { name: string; caller: Caller; isStaff: boolean },
    ledger: Ledger,
    choices: Choices,
  ) {
    this.#name = who.name;
    this.#caller = who.caller;
    this.#isStaff = who.isStaff;
    this.#ledger = ledger;
    this.#choices = choices;
  }

  async work(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      if (this.#choices.isTrue(0.3)) await this.#look();
      else await this.#decideOne();
      await pause(10 + this.#choices.below(90));
    }
  }

  async #look(): Promise<void> {
    const path = this.#choices.oneOf(looks);
    const method = this.#choices.isTrue(0.2) && path.startsWith(awards) ? 'HEAD' : 'GET';
    await this.#caller.call(method, path);
  }

  async #decideOne(): Promise<void> {
    const state = this.#choices.weighed({ pending: 80, approved: 8, rejected: 8, canceled: 4 });
    const order = this.#choices.oneOf(['created', '-created', 'identifier', 'details__name']);
    const { body } = await this.#caller.call('GET', `${awards}?state=${state}&o=${order}`);
    if (!Array.isArray(body) || body.length === 0) return;
    const award = this.#choices.oneOf(body as Shown[]);
    const where = `${awards}${award.identifier}/${award.destination}/`;
    const read = await this.#caller.call('GET', where);
    if (read.status !== 200) return;
    if (this.#choices.isTrue(0.2)) await this.#caller.call('GET', `${where}plan/`);
    const { reopen = 0, ...others } = actionsOf[state] as Record<string, number>;
    const action = this.#choices.weighed({ ...others, reopen } as Record<Action, number>);
    if (action === 'add-note' && !this.#isStaff) return;
    await this.#decide(action, award, where, read);
    // The second click.
    if (this.#choices.isTrue(0.1)) await this.#decide(action, award, where, read);
  }

  async #decide(action: Action, award: Shown, where: string, read: Reply): Promise<void> {
    const comment = /attach|detach|delete/.test(action) ? '' : `torture-${++count}.`;
    const body = await this.#bodyOf(action, comment);
    if (body === null) return;
    const seen = read.etag !== null && this.#choices.isTrue(0.4) ? { 'if-match': read.etag } : {};
    const method = action === 'delete' ? 'DELETE' : 'POST';
    const reply = await this.#caller.call(method, `${where}${action}/`, {
      ...(method === 'POST' && { body }),
      headers: seen,
    });
    const { identifier, destination } = award;
    const fate = fateOf(reply);
    const person = this.#name;
    this.#ledger.decisions.push({ person, action, identifier, destination, comment, fate });
  }

  /** null where there is nothing to send. */
  async #bodyOf(action: Action, comment: string): Promise<object | null> {
    if (action === 'add-note') return { text: comment };
    if (action !== 'attach') return action === 'detach' ? {} : { comment };
    const { body } = await this.#caller.call(
      'GET',
      '/api/openportal-unmanaged-projects/?page_size=50',
    );
    if (!Array.isArray(body) || body.length === 0) return null;
    return { project_uuid: this.#choices.oneOf(body as { uuid: string }[]).uuid };
  }
}
