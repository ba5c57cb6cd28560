import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { BridgeClient } from '../../src/bridge/bridge-client.ts';
import { ConnectionState } from '../../src/bridge/connection-state.ts';
import { readInvite } from '../../src/bridge/invite-file.ts';
import { checkResource } from '../../src/machines/check-resource.ts';
import { MachineWorker } from '../../src/machines/reconcile/machine-worker.ts';
import { UsageCollector } from '../../src/usage-collection/usage-collector.ts';
import { updateDueWanted } from '../../src/wanted-state/update-wanted.ts';
import { runCommand } from '../support/bridge/network/run-command.ts';
import { PortalClient } from '../support/bridge/portal-client.ts';
import { BridgeStandIn } from '../support/bridge/bridge-stand-in.ts';
import { awardDetails, TestApp, type TestReply } from '../support/test-app.ts';

export const destination = 'brics.isambard.clusters.ai';

/** The service, the stand-in of a bridge with a network behind it, and workers of this process. */
export class MachinesTestBed {
  readonly app: TestApp;
  readonly standIn: BridgeStandIn;
  readonly errors: unknown[] = [];
  templateUuid = '';
  resourceUuid = '';

  private constructor(app: TestApp, standIn: BridgeStandIn) {
    this.app = app;
    this.standIn = standIn;
  }

  static async open(options: { version?: string } = {}): Promise<MachinesTestBed> {
    const standIn = await BridgeStandIn.start({
      networkLatencyMs: 0,
      networkRate: 0,
      ...(options.version && { networkVersion: options.version }),
    });
    return new MachinesTestBed(await TestApp.open(), standIn);
  }

  /** The same around a service and a stand-in that a test has started; the test stops them. */
  static attach(app: TestApp, standIn: BridgeStandIn): MachinesTestBed {
    return new MachinesTestBed(app, standIn);
  }

  async close(): Promise<void> {
    await this.standIn.stop();
    await this.app.close();
  }

  /** A template for awards of ukri whose projects get a resource. */
  async createTemplateWithResource(
    resource: { mode?: 'active' | 'observe'; quotaMapping?: Record<string, string> } = {},
  ): Promise<void> {
    const { mode = 'active', quotaMapping = {} } = resource;
    const { template } = await this.app.createTemplateWithCustomers();
    this.templateUuid = template.uuid;
    const { id, uuid } = await this.app.db
      .insertInto('resource')
      .values({
        name: 'Isambard AI',
        destination,
        seconds_per_credit: '3600',
        volumes: JSON.stringify(['scratch', 'projects']),
        mode,
        created: this.app.now.toISOString(),
      })
      .returning(['id', 'uuid'])
      .executeTakeFirstOrThrow();
    this.resourceUuid = uuid;
    await this.app.db
      .insertInto('template_resource')
      .columns(['template_id', 'resource_id', 'quota_mapping'])
      .expression((eb) =>
        eb
          .selectFrom('project_template')
          .select((row) => [
            'project_template.id',
            row.val(id).as('resource_id'),
            sql<string>`${JSON.stringify(quotaMapping)}::jsonb`.as('quota_mapping'),
          ])
          .where('uuid', '=', template.uuid),
      )
      .execute();
  }

  /** Creates an account; `shortName` null: it has not been chosen yet. */
  async addPerson(
    username: string,
    email: string,
    shortName: string | null = username,
  ): Promise<void> {
    await this.app.createPerson(username, { email });
    if (shortName === null) return;
    const path = `/api/openportal-userinfo/${this.app.people.get(username)?.uuid}/`;
    const reply = await this.app.patch(path, { shortname: shortName });
    if (reply.status >= 300) throw new Error(reply.text);
  }

  /** Gives somebody a role in the only project. */
  join(username: string, shortName?: string): Promise<TestReply> {
    return this.#changeRole(username, 'add_user', shortName);
  }

  leave(username: string, shortName?: string): Promise<TestReply> {
    return this.#changeRole(username, 'delete_user', shortName);
  }

  async #changeRole(username: string, action: string, shortName?: string): Promise<TestReply> {
    const { uuid } = await this.app.db
      .selectFrom('project')
      .select('uuid')
      .$if(shortName !== undefined, (query) => query.where('short_name', '=', shortName ?? ''))
      .executeTakeFirstOrThrow();
    const reply = await this.app.post(`/api/projects/${uuid}/${action}/`, {
      role: 'PROJECT.MEMBER',
      user: this.app.people.get(username)?.uuid,
    });
    if (reply.status >= 300) throw new Error(reply.text);
    return reply;
  }

  /** The only project on the only resource, as it is stored, or that with this short name. */
  loadPair(shortName?: string) {
    return this.app.db
      .selectFrom('machine_project')
      .innerJoin('project', 'project.id', 'machine_project.project_id')
      .selectAll('machine_project')
      .$if(shortName !== undefined, (query) =>
        query.where('project.short_name', '=', shortName ?? ''),
      )
      .executeTakeFirstOrThrow();
  }

  /** Has an award approved, with a project that lasts until the end of 2027; nothing is sent yet. */
  async approve(identifier = 'p1.ukri', more: Record<string, unknown> = {}): Promise<void> {
    const details = {
      ...awardDetails,
      name: `Project ${identifier}`,
      members: {},
      start_date: null,
      end_date: '2027-12-31',
      ...more,
    };
    await this.app.sendInstruction('create_project', details, identifier);
  }

  /** Lets everything that is due happen while the network's clock goes on: answers that never come expire. */
  async settleWhileExpiring(): Promise<void> {
    await this.advanceUntil(this.createWorker().runUntilIdle());
    if (this.errors.length > 0) throw this.errors[0];
  }

  /** Moves the network's clock on until the work is over. */
  async advanceUntil(work: Promise<unknown>): Promise<void> {
    let isOver = false;
    const watched = work.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await this.network.advanceClock(30);
      await Promise.race([watched, pause(20)]);
    }
    await watched;
  }

  loadMember(username: string) {
    return this.app.db
      .selectFrom('machine_member')
      .selectAll()
      .where('person_id', '=', this.app.people.get(username)?.id ?? 0)
      .executeTakeFirstOrThrow();
  }

  /** Mappings of the accounts that the machine has. */
  async listAccounts(): Promise<string[]> {
    const instance = await this.network.getInstance(destination);
    return instance.accounts.map(({ mapping }) => mapping);
  }

  async listGroups(): Promise<string[]> {
    return (await this.network.getInstance(destination)).groups;
  }

  /** The verbs of everything that was sent about a project. */
  async listVerbsOf(shortName: string): Promise<string[]> {
    const sent = await this.network.listInstructions();
    return sent
      .filter(({ command }) => command.includes(`${shortName}.brics`))
      .map(({ verb }) => verb);
  }

  /** Sends a command without the product. */
  async run(command: string): Promise<void> {
    await runCommand(new PortalClient(this.standIn.url, this.standIn.invite), command);
  }

  /** Staff ask for a comparison. */
  async requestCheck(shortName: string): Promise<void> {
    const reply = await this.app.post(`${await this.getPairPath(shortName)}check_now/`);
    if (reply.status !== 204) throw new Error(reply.text);
  }

  /** What the last check of the resource found. */
  async setCapabilities(capabilities: { is_added: boolean }): Promise<void> {
    const check_result = JSON.stringify({ agents: [], capabilities, projects: 0 });
    await this.app.db.updateTable('resource').set({ check_result }).execute();
  }

  /** Waits until an instruction about a project has its job stored. */
  async waitUntilUnderWay(shortName: string, verb = 'add_project'): Promise<void> {
    for (let tries = 0; tries < 1000; tries++) {
      const open = await this.listOpenInstructions();
      const isAbout = (command: string): boolean =>
        command.includes(` ${verb} `) && command.includes(`${shortName}.`);
      if (open.some(({ command, job_id }) => job_id !== null && isAbout(command))) return;
      await pause(10);
    }
    throw new Error('Nothing is under way.');
  }

  listOpenInstructions() {
    return this.app.db
      .selectFrom('instruction')
      .select(['command', 'job_id'])
      .where('outcome', 'is', null)
      .execute();
  }

  /** As after the end of its process: it stores nothing any more, and its leases are left to end. */
  async forget(worker: MachineWorker): Promise<void> {
    await this.app.db
      .updateTable('machine_project')
      .set({ lease_owner: randomUUID() })
      .where('lease_owner', '=', worker.owner)
      .execute();
  }

  /** Waits until this number of projects is as wanted. */
  async waitUntilReached(count: number): Promise<void> {
    for (let tries = 0; tries < 3000; tries++) {
      const { rows } = await sql<{ count: number }>`select count(*) as count from machine_project
        where seen_version = wanted_version`.execute(this.app.db);
      if (rows[0]?.count === count) return;
      await pause(20);
    }
    throw new Error('Not everything is as wanted.');
  }

  countPairs() {
    return sql<{ seen: string; count: number }>`select seen, count(*) as count
      from machine_project group by seen`.execute(this.app.db);
  }

  /** The verbs of everything that was sent. */
  async listVerbs(): Promise<string[]> {
    return (await this.network.listInstructions()).map(({ verb }) => verb);
  }

  get network() {
    return this.standIn.network;
  }

  createClient(): BridgeClient {
    const { app } = this;
    return new BridgeClient({
      invite: readInvite(this.standIn.invite, { allowPlainHttp: true }),
      state: new ConnectionState(
        () => app.now,
        () => undefined,
      ),
      onVersion: () => undefined,
    });
  }

  /** For a check of a resource; the agents' clock is the network's. */
  createCheckContext() {
    const { db, portal } = this.app;
    const clock = (): Date => new Date();
    return { db, clock, portal: () => portal, client: this.createClient() };
  }

  async checkResource(): Promise<void> {
    const { id } = await this.app.db
      .selectFrom('resource')
      .select('id')
      .where('uuid', '=', this.resourceUuid)
      .executeTakeFirstOrThrow();
    await checkResource(this.createCheckContext(), { id, destination });
  }

  /** As after a check without a problem. */
  async switchOn(uuid: string): Promise<void> {
    const checked_at = this.app.now.toISOString();
    await this.app.db
      .updateTable('resource')
      .set({ checked_at, check_problem: null })
      .where('uuid', '=', uuid)
      .execute();
    const reply = await this.app.patch(`/api/openportal-resources/${uuid}/`, { mode: 'active' });
    if (reply.status !== 200) throw new Error(reply.text);
  }

  async setVolumes(volumes: string[]): Promise<void> {
    const reply = await this.app.patch(`/api/openportal-resources/${this.resourceUuid}/`, {
      volumes,
    });
    if (reply.status !== 200) throw new Error(reply.text);
  }

  async #findProject(shortName: string): Promise<string> {
    const { uuid } = await this.app.db
      .selectFrom('project')
      .select('uuid')
      .where('short_name', '=', shortName)
      .executeTakeFirstOrThrow();
    return uuid;
  }

  /** A project on its resources, over the interface. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read replies of every shape
  async loadMachines(shortName: string): Promise<any[]> {
    const reply = await this.app.get(
      `/api/projects/${await this.#findProject(shortName)}/machines/`,
    );
    if (reply.status !== 200) throw new Error(reply.text);
    return reply.body;
  }

  async getPairPath(shortName: string): Promise<string> {
    return `/api/projects/${await this.#findProject(shortName)}/machines/${this.resourceUuid}/`;
  }

  /** A process that brings projects to the machines. */
  createWorker(): MachineWorker {
    return new MachineWorker(this.#createWorkerOptions());
  }

  /** A process that collects figures. */
  createCollector(usagePersonDays: number | null = null): UsageCollector {
    return new UsageCollector({ ...this.#createWorkerOptions(), usagePersonDays });
  }

  #createWorkerOptions() {
    const { app } = this;
    return {
      db: app.db,
      client: this.createClient(),
      clock: () => app.now,
      portal: () => app.portal,
      isReady: () => true,
      onError: (error: unknown) => this.errors.push(error),
    };
  }

  /** Collects every figure that is due. */
  async collect(usagePersonDays: number | null = null): Promise<void> {
    await this.createCollector(usagePersonDays).collectDue();
    if (this.errors.length > 0) throw this.errors[0];
  }

  /** Sets the clock of the service, and lets that of the network follow. */
  async setBothClocks(time: string): Promise<void> {
    this.app.now = new Date(time);
    const behind = this.app.now.getTime() - (await this.network.getTime());
    if (behind > 0) await this.network.advanceClock(behind / 1000);
  }

  /** What the service answers to a command of an awarding portal. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  async ask(command: string): Promise<any> {
    const answer = await this.app.answerJob(this.app.buildJob(command));
    if (answer.state !== 'Complete') throw new Error(String(answer.result));
    return JSON.parse(String(answer.result));
  }

  /** Lets the service's clock go on, and everything happen that is due then. */
  async advance(seconds: number): Promise<void> {
    this.app.now = new Date(this.app.now.getTime() + seconds * 1000);
    await this.settle();
  }

  async setTime(time: string): Promise<void> {
    this.app.now = new Date(time);
    await this.settle();
  }

  async settle(): Promise<void> {
    await updateDueWanted(this.app.db, this.app.now);
    await this.createWorker().runUntilIdle();
    if (this.errors.length > 0) throw this.errors[0];
  }
}

export { awardDetails };
