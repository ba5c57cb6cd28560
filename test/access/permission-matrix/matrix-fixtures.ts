import { createSession } from '../../../src/access/start-and-end-sessions.ts';
import { insertToken } from '../../../src/access/token-store.ts';
import type { TokenScope } from '../../../src/database/account-schema.ts';
import { awardDetails, type TestReply, type TestApp } from '../../support/test-app.ts';

/** What stands in a path, and what is sent to it. */
export interface Subject {
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
}

interface Customer {
  url: string;
  uuid: string;
}

export const password = 'green cranes at noon';

/** A desk with one template, and people on it and off it; each subject is made anew. */
export class World {
  readonly app: TestApp;
  /** Of our template. */
  readonly provider: Customer;
  readonly customer: Customer;
  #passwordHash = '';
  #count = 0;

  private constructor(app: TestApp, provider: Customer, customer: Customer) {
    this.app = app;
    this.provider = provider;
    this.customer = customer;
  }

  static async make(app: TestApp): Promise<World> {
    const here = await app.createTemplateWithCustomers();
    const world = new World(app, here.provider, here.customer);
    await app.createPerson('ordinary');
    await app.createPerson('member');
    await app.createPerson('support', { is_support: true });
    await app.createReviewer('reviewer', here);
    await world.giveRoles(here);
    await app.createReviewer(
      'stranger',
      await app.createTemplateWithCustomers({ name: 'another-call' }),
    );
    await world.#makeServiceAccount(here);
    const made = await app.create('/api/users/', { username: 'with-password', password });
    const row = app.db.selectFrom('person').select('password_hash').where('uuid', '=', made.uuid);
    world.#passwordHash = (await row.executeTakeFirstOrThrow()).password_hash ?? '';
    return world;
  }

  async giveRoles({ provider, customer }: { provider: Customer; customer: Customer }) {
    for (const name of ['owner', 'clerk', 'manager', 'managerOfBoth']) {
      if (!this.app.people.has(name)) await this.app.createPerson(name);
    }
    await this.app.assignRole('owner', customer.uuid, 'CUSTOMER.OWNER');
    await this.app.assignRole('clerk', customer.uuid, 'CUSTOMER.MANAGER');
    await this.app.assignRole('manager', provider.uuid, 'CUSTOMER.MANAGER');
    await this.app.assignRole('managerOfBoth', provider.uuid, 'CUSTOMER.MANAGER');
    await this.app.assignRole('managerOfBoth', customer.uuid, 'CUSTOMER.MANAGER');
  }

  async #makeServiceAccount({ provider, customer }: { provider: Customer; customer: Customer }) {
    await this.app.createReviewer('program', { provider, customer });
    const { id } = this.person('program');
    await this.app.db
      .updateTable('person')
      .set({ is_service_account: true })
      .where('id', '=', id)
      .execute();
  }

  person(name: string): { id: number; uuid: string; token: string } {
    const person = this.app.people.get(name);
    if (person === undefined) throw new Error(`Nobody is called ${name}.`);
    return person;
  }

  /** A name that nothing has yet. */
  fresh(word: string): string {
    return `${word}-${++this.#count}`;
  }

  /** An award that everybody on it can see, in this state, with a project that has our member. */
  async award(state: 'pending' | 'approved' | 'rejected'): Promise<Subject> {
    const identifier = `${this.fresh('m')}.ukri`;
    await this.#ask('create_project', '500 NHR', identifier);
    await this.#join(identifier);
    if (state !== 'approved') await this.#ask('update_project', '5000 NHR', identifier);
    const address = this.app.getAwardPath(identifier);
    if (state === 'rejected') must(await this.app.post(`${address}reject/`, {}), 200);
    const [, , , , destination] = address.split('/');
    return { params: { identifier, destination: destination as string } };
  }

  /** The same without a project, so that no member sees it. */
  async bareAward(): Promise<Subject> {
    const { params } = await this.award('approved');
    must(await this.app.post(`${this.app.getAwardPath(params?.identifier)}detach/`, {}), 200);
    return { params: params as Record<string, string> };
  }

  async #ask(verb: string, allocation: string, identifier: string): Promise<void> {
    // A name of its own: a project of the same name would be linked, and nothing approved.
    await this.app.sendInstruction(
      verb,
      { ...awardDetails, name: identifier, members: {}, allocation },
      identifier,
    );
  }

  async #join(identifier: string): Promise<void> {
    const { project_id } = await this.app.db
      .selectFrom('managed_project')
      .select('project_id')
      .where('identifier', '=', identifier)
      .executeTakeFirstOrThrow();
    await this.#addMember(project_id as number);
  }

  async #addMember(projectId: number): Promise<void> {
    await this.app.db
      .insertInto('project_role')
      .values({
        project_id: projectId,
        person_id: this.person('member').id,
        role: 'PROJECT.MEMBER',
        created: this.app.now.toISOString(),
      })
      .execute();
  }

  /** A project of our customer with our member, which no award manages. */
  async project(): Promise<string> {
    const name = this.fresh('project');
    const made = await this.app.create('/api/projects/', { name, customer: this.customer.url });
    const { id } = await this.app.db
      .selectFrom('project')
      .select('id')
      .where('uuid', '=', made.uuid)
      .executeTakeFirstOrThrow();
    await this.#addMember(id);
    return made.uuid;
  }

  /** A customer that nothing belongs to, with the roles of ours. */
  async customerAlone(): Promise<string> {
    const made = await this.app.create('/api/customers/', { name: this.fresh('customer') });
    await this.app.assignRole('owner', made.uuid, 'CUSTOMER.OWNER');
    await this.app.assignRole('clerk', made.uuid, 'CUSTOMER.MANAGER');
    await this.app.assignRole('managerOfBoth', made.uuid, 'CUSTOMER.MANAGER');
    await this.app.assignRole('reviewer', made.uuid, 'CUSTOMER.OWNER');
    await this.app.assignRole('program', made.uuid, 'CUSTOMER.OWNER');
    return made.uuid;
  }

  /** A template of ours that no award holds. */
  async template(): Promise<string> {
    const more = { name: this.fresh('call') };
    return (await this.app.template(this.provider, this.customer, more)).uuid;
  }

  /** As a client sends one. */
  templateBody() {
    return {
      name: this.fresh('call'),
      offering: 'isambard-ai',
      portal: 'ukri',
      provider: this.provider.url,
      customer: this.customer.url,
      shortname: 'b{year}{count}',
    };
  }

  /** Somebody who is nothing here. */
  async somebody(): Promise<string> {
    return this.app.createPerson(this.fresh('somebody'));
  }

  /** So that they can change it; a service account has none. */
  async givePassword(name: string): Promise<void> {
    await this.app.db
      .updateTable('person')
      .set({ password_hash: this.#passwordHash })
      .where('id', '=', this.person(name).id)
      .where('is_service_account', '=', false)
      .execute();
  }

  async resetKey(): Promise<string> {
    const { uuid } = this.person(await this.somebody());
    const made = await this.app.post(`/api/users/${uuid}/reset-link/`);
    return new URL(must(made, 201).body.url).hash.slice(1);
  }

  async token(name: string, scope: TokenScope, expiresAt: string | null = null): Promise<string> {
    const { id } = this.person(name);
    const now = this.app.now.toISOString();
    const token = { personId: id, name: 'further', scope, now, expiresAt };
    return (await insertToken(this.app.db, token)).key;
  }

  /** The uuid of a token of theirs. */
  async tokenUuid(name: string): Promise<string> {
    await this.token(name, 'read');
    const { uuid } = await this.app.db
      .selectFrom('api_token')
      .select('uuid')
      .where('person_id', '=', this.person(name).id)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    return uuid;
  }

  session(name: string): Promise<{ key: string; uuid: string }> {
    return createSession(this.app.db, {
      personId: this.person(name).id,
      now: this.app.now,
      clientIp: '127.0.0.1',
      userAgent: 'matrix',
    });
  }

  async refusedSignOn(): Promise<string> {
    const at = this.app.now.toISOString();
    const { uuid } = await this.app.db
      .insertInto('refused_sign_on')
      .values({
        issuer: 'https://login.example.org',
        subject: this.fresh('refused'),
        provider: 'university',
        problem: 'unknown',
        username: 'stranger',
        full_name: '',
        email: '',
        is_email_verified: false,
        first_refused: at,
        last_refused: at,
      })
      .returning('uuid')
      .executeTakeFirstOrThrow();
    return uuid;
  }

  async identity(name: string): Promise<string> {
    const { uuid } = await this.app.db
      .insertInto('person_identity')
      .values({
        person_id: this.person(name).id,
        issuer: 'https://elsewhere.example',
        subject: this.fresh('subject'),
        created: this.app.now.toISOString(),
        last_used: null,
      })
      .returning('uuid')
      .executeTakeFirstOrThrow();
    return uuid;
  }

  /** The id of an audit entry of an award that everybody on it can see. */
  async auditEntry(): Promise<string> {
    const { params } = await this.award('approved');
    const { id } = await this.app.db
      .selectFrom('audit_entry')
      .select('id')
      .where('identifier', '=', params?.identifier as string)
      .limit(1)
      .executeTakeFirstOrThrow();
    return String(id);
  }
}

function must(reply: TestReply, status: number): TestReply {
  if (reply.status !== status) throw new Error(`${reply.status} ${reply.text}`);
  return reply;
}
