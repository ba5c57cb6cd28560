import { setTimeout as pause } from 'node:timers/promises';
import { type ApiAccess, callApi } from '../support/call-api.ts';
import { awardDetails } from '../support/test-app.ts';

/* The work that the drill does on a service, and what is left of it after a restore. */

/** Awards that are there before the load begins. */
export const AWARDS = 30;

const awardPath = (number: number): string =>
  `/api/openportal-managed-projects/p${number}.ukri/ukri.brics.isambard-ai/`;

/** A service that can be asked, and the URL of a project whose members are added by hand. */
export interface DrillService extends ApiAccess {
  projectUuid: string;
}

/** The body of a reply; null where none came. Throws for a status of 400 or more. */
async function request(access: ApiAccess, method: string, path: string, body?: unknown) {
  const { status, text } = await callApi(access, method, path, body);
  if (status === 0) return null;
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${text}`);
  // biome-ignore lint/suspicious/noExplicitAny: tests read replies of every shape
  return (text === '' ? {} : JSON.parse(text)) as any;
}

/** Makes a template under which awards wait, and a project. */
export async function createBasics(access: ApiAccess): Promise<DrillService> {
  const customer = await request(access, 'POST', '/api/customers/', { name: 'Centre' });
  await request(access, 'POST', '/api/openportal-project-template/', {
    ...{ name: 'open-call', offering: 'isambard-ai', portal: 'ukri' },
    ...{ provider: customer.url, customer: customer.url, shortname: 'a{year}{count}' },
    ...{ approval_limit: '0', max_credit_limit: null },
    ...{ allocation_units_mapping: { NHR: 1 }, role_mapping: { PI: 'PROJECT.ADMIN' } },
  });
  const body = { name: 'Of the centre', customer: customer.url };
  const project = await request(access, 'POST', '/api/projects/', body);
  return { ...access, projectUuid: project.uuid };
}

/** The bridge's jobs for the awards, as `gatehouse answer` reads them. */
export function createAwardJobs(): string {
  const jobs = Array.from({ length: AWARDS }, (_, number) => {
    const members = { [`pi${number}@example.ac.uk`]: 'PI' };
    const details = { ...awardDetails, members, start_date: null, end_date: null };
    return {
      id: `0b4f7a5e-8d0c-4c39-9a53-${String(number).padStart(12, '0')}`,
      ...{ created: 1795435200, changed: 1795435200, expires: 1795435320, version: 2 },
      command: `brics.bridge.isambard-ai create_project p${number}.ukri ${JSON.stringify(details)}`,
      ...{ state: 'Pending', result: null, result_type: null },
      forwarded_for: 'ukri.brics.isambard-ai',
    };
  });
  return JSON.stringify(jobs);
}

/**
 * Approves awards, writes notes to them and adds people to the project until it is stopped.
 * `acknowledged` has what the service answered with success, such as "p3 approved".
 */
export class DrillWork {
  readonly acknowledged: string[] = [];
  readonly #service: DrillService;
  readonly #firstNumber: number;
  readonly #ended: Promise<void>;
  /** Rejects when the work ends. */
  readonly #failure: Promise<never>;
  #isStopped = false;

  /** `run` makes the names of this work different from those of an earlier one. */
  constructor(service: DrillService, { run = 1 }: { run?: number } = {}) {
    this.#service = service;
    this.#firstNumber = (run - 1) * 1_000_000;
    this.#ended = this.#run();
    this.#failure = this.#ended.then(() => Promise.reject(new Error('The work has ended.')));
    this.#failure.catch(() => undefined);
  }

  /** Waits until this many changes are acknowledged. Throws if the service refuses one. */
  async waitFor(count: number): Promise<void> {
    while (this.acknowledged.length < count) await Promise.race([pause(20), this.#failure]);
  }

  /** Throws if the service refused a change. */
  stop(): Promise<void> {
    this.#isStopped = true;
    return this.#ended;
  }

  async #run(): Promise<void> {
    for (let number = this.#firstNumber; !this.#isStopped; number++) {
      const award = awardPath(number % AWARDS);
      if (number < AWARDS) await this.#attempt(`p${number} approved`, `${award}approve/`, {});
      await this.#attempt(`note ${number}`, `${award}add-note/`, { text: `note ${number}` });
      const username = `person-${number}`;
      const person = await request(this.#service, 'POST', '/api/users/', { username });
      const role = { user: person?.uuid, role: 'PROJECT.MEMBER' };
      const path = `/api/projects/${this.#service.projectUuid}/add_user/`;
      if (person !== null) await this.#attempt(`member ${username}`, path, role);
    }
  }

  async #attempt(what: string, path: string, body: unknown): Promise<void> {
    const reply = await request(this.#service, 'POST', path, body);
    if (reply === null) await pause(20);
    else this.acknowledged.push(what);
  }
}

/** What a service has: awards with their members, and the rest in the words of `acknowledged`. */
export async function readDrillState(service: DrillService): Promise<Set<string>> {
  const [awards, members, audit] = await Promise.all(
    [
      '/api/openportal-managed-projects/?page_size=100',
      `/api/projects/${service.projectUuid}/list_users/?page_size=300`,
      '/api/openportal-managed-project-audit/?page_size=300&o=timestamp',
    ].map((path) => request(service, 'GET', path)),
  );
  const found = new Set<string>();
  for (const award of awards) {
    const [name] = award.identifier.split('.');
    const email = `pi${name.slice(1)}@example.ac.uk`;
    if (award.details.members[email] === 'PI') found.add(`${name} received`);
    if (award.state === 'approved') found.add(`${name} approved`);
  }
  for (const { user_username } of members) found.add(`member ${user_username}`);
  for (const { note } of audit) found.add(note);
  return found;
}
