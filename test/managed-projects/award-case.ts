import assert from 'node:assert/strict';
import { awardDetails, type TestApp } from '../support/test-app.ts';

/** Two customers that the templates of a file share. */
export interface Customers {
  provider: { uuid: string; url: string };
  customer: { uuid: string; url: string };
}

export async function createCustomers(app: TestApp): Promise<Customers> {
  const provider = await app.create('/api/customers/', { name: 'Provider' });
  const customer = await app.create('/api/customers/', { name: 'Customer' });
  return { provider, customer };
}

let cases = 0;

/**
 * One award with a template of its own, so that many cases share one TestApp. The template approves
 * up to 1000 credits, has a maximum of 5000 and maps the roles PI and R, unless changed.
 */
export class AwardCase {
  readonly app: TestApp;
  readonly identifier: string;
  readonly templateUrl: string;
  readonly templateName: string;

  private constructor(app: TestApp, number: number, templateUrl: string) {
    this.app = app;
    this.identifier = `p${number}.ukri`;
    this.templateName = `t${number}`;
    this.templateUrl = templateUrl;
  }

  static async open(
    app: TestApp,
    { provider, customer }: Customers,
    template: Record<string, unknown> = {},
  ): Promise<AwardCase> {
    const number = ++cases;
    const { url } = await app.template(provider, customer, {
      name: `t${number}`,
      approval_limit: '1000',
      max_credit_limit: '5000',
      role_mapping: { PI: 'PROJECT.ADMIN', R: 'PROJECT.MEMBER' },
      ...template,
    });
    return new AwardCase(app, number, url);
  }

  /** create_project with complete details, changed as said. */
  create(changes: object = {}) {
    const end = new Date(this.app.now.getTime() + 300 * 86_400_000).toISOString().slice(0, 10);
    const dates = { start_date: null, end_date: end };
    const name = `Award ${this.identifier}`;
    const base = { ...awardDetails, ...dates, members: {}, name };
    return this.send('create_project', { ...base, template: this.templateName, ...changes });
  }

  /** update_project with these fields alone. */
  update(changes: object) {
    return this.send('update_project', changes);
  }

  send(verb: string, details?: object) {
    return this.app.sendInstruction(verb, details, this.identifier);
  }

  get path(): string {
    return this.app.getAwardPath(this.identifier);
  }

  /** The award over the REST interface. */
  async read() {
    const reply = await this.app.get(this.path);
    assert.equal(reply.status, 200, reply.text);
    return reply.body;
  }

  /** What get_award gives. */
  async readOverWire() {
    const answer = await this.send('get_award');
    assert.equal(answer.result_type, 'ProjectDetails', answer.result);
    return JSON.parse(answer.result);
  }

  /** A reviewer's action; fails the test where it is refused. */
  async decide(action: string, body?: object): Promise<void> {
    const reply = await this.app.post(`${this.path}${action}/`, body);
    assert.equal(reply.status, 200, reply.text);
  }

  changeTemplate(changes: object) {
    return this.app.patch(this.templateUrl, changes);
  }

  /** The actions of its audit entries, oldest first. */
  async listActions(): Promise<string[]> {
    const query = `managed_project_identifier=${this.identifier}&page_size=100`;
    const { body } = await this.app.get(`/api/openportal-managed-project-audit/?${query}`);
    return body.map(({ action }: { action: string }) => action);
  }

  /** The events that are to be sent to its awarding portal, oldest first. */
  async listNotifications(): Promise<string[]> {
    const rows = await this.app.db
      .selectFrom('outbox')
      .select('event')
      .where('identifier', '=', this.identifier)
      .orderBy('id')
      .execute();
    return rows.map(({ event }) => event);
  }

  /** Members and invitations of its project, as `email role state`. */
  async listMembers(): Promise<string[]> {
    const { project } = await this.read();
    const { body } = await this.app.get(`${project}list_users/`);
    return body
      .map((user: Record<string, string>) => `${user.user_email} ${user.role_name} ${user.state}`)
      .toSorted();
  }
}

/** The mapping of a complete answer. */
export function mappingOf(answer: { result: string; state: string }): string {
  assert.equal(answer.state, 'Complete', answer.result);
  return JSON.parse(answer.result);
}

/** Asserts the class of an error answer, and that words follow it. */
export function assertError(answer: { result: string }, errorClass: string, words = /\w/): void {
  const [name, text = ''] = answer.result.split(/: (.*)/s);
  assert.equal(name, errorClass, answer.result);
  assert.match(text, words);
}

export function assertRejected(answer: { result: string }, words: RegExp): void {
  assert.match(answer.result, /^ManagedProjectRejectedError: /);
  assert.match(answer.result, words);
}

export function assertPending(answer: { result: string; error: { kind: string } }): void {
  assert.match(answer.result, /^ManagedProjectPendingError: /);
  assert.equal(answer.error.kind, 'award_pending');
}

export async function assertNothingStored(app: TestApp): Promise<void> {
  assert.equal(await app.countRows('managed_project'), 0);
  assert.equal(await app.countRows('project'), 0);
}
