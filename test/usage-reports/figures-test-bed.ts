import { sql } from 'kysely';
import { runInTransaction } from '../../src/database/transaction.ts';
import type { AcceptedStorageReport } from '../../src/usage/parse-storage-report.ts';
import { storeStorage } from '../../src/usage/storage-store.ts';
import type { DailyUsage, UserUsage } from '../../src/usage/usage-figures.ts';
import { storeUsage } from '../../src/usage/usage-store.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

export const destination = 'brics.isambard.clusters.ai';

/** A service with an award on a resource: ada and grace work in its project, figures are stored. */
export class FiguresTestBed {
  readonly app: TestApp;
  projectUuid = '';
  machineProjectId = 0;
  resourceId = 0;
  customerUuid = '';

  private constructor(app: TestApp) {
    this.app = app;
  }

  /** Today is 23 November 2026; the project has 500 credits. */
  static async open(): Promise<FiguresTestBed> {
    const bed = new FiguresTestBed(await TestApp.open());
    const { app } = bed;
    const { template, provider, customer } = await app.createTemplateWithCustomers();
    bed.customerUuid = customer.uuid;
    const made = await app.create('/api/openportal-resources/', { name: 'AI', destination });
    const resources = [{ resource: made.uuid }];
    const path = `/api/openportal-project-template/${template.uuid}/resources/`;
    await app.request('PUT', path, { body: { resources } });
    for (const name of ['ada', 'grace', 'manager', 'stranger']) await app.createPerson(name);
    await app.assignRole('manager', provider.uuid, 'CUSTOMER.MANAGER');
    await app.sendInstruction('create_project', { ...awardDetails, members: {}, start_date: null });
    await bed.#findProject();
    await bed.#addAccounts();
    return bed;
  }

  close(): Promise<void> {
    return this.app.close();
  }

  async #findProject(): Promise<void> {
    const row = await this.app.db
      .selectFrom('machine_project')
      .innerJoin('project', 'project.id', 'machine_project.project_id')
      .select(['machine_project.id', 'machine_project.resource_id', 'project.uuid', 'project_id'])
      .executeTakeFirstOrThrow();
    this.machineProjectId = row.id;
    this.resourceId = row.resource_id;
    this.projectUuid = row.uuid;
    const at = this.app.now.toISOString();
    const members = ['ada', 'grace'].map((name) => this.app.people.get(name)?.id ?? 0);
    await sql`insert into project_role (project_id, person_id, role, created)
      select ${row.project_id}, person, 'PROJECT.MEMBER', ${at}
      from unnest(${members}::bigint[]) as person`.execute(this.app.db);
    await sql`insert into usage_collection (machine_project_id, first_day, due_at, collected_at)
      values (${row.id}, '2026-09-04', ${at}, ${at})`.execute(this.app.db);
  }

  /** Those of ada and grace, and one that is nobody's here. */
  async #addAccounts(): Promise<void> {
    const at = this.app.now.toISOString();
    for (const name of ['ada', 'grace', 'mallory']) {
      await sql`insert into local_account (resource_id, local_name, short_name, project_id, person_id,
          local_group, first_seen, last_seen)
        select resource_id, ${`${name}.a6a`}, ${name}, project_id,
          ${this.app.people.get(name)?.id ?? null}::bigint, 'brics.a6a', ${at}, ${at}
        from machine_project where id = ${this.machineProjectId}`.execute(this.app.db);
    }
  }

  /** Stores what people used on a day: node seconds by local name. */
  async addDay(day: string, seconds: Record<string, number>, isComplete = true): Promise<void> {
    const users = Object.entries(seconds).map(([name, used]) => {
      const usage: UserUsage = {
        seconds: used,
        jobs: 2,
        waitSeconds: 5,
        components: new Map([['cpu', used * 4]]),
      };
      return [name, usage] as const;
    });
    const usage: DailyUsage = {
      isComplete,
      users: new Map(users),
      jobs: users.length * 2,
      waitSeconds: users.length * 5,
      extra: {},
    };
    const pair = { machineProjectId: this.machineProjectId, resourceId: this.resourceId };
    await runInTransaction(this.app.db, (trx) => storeUsage(trx, pair, new Map([[day, usage]])));
  }

  /** Stores a snapshot of one volume at noon, with a quota of each of these people. */
  async addSnapshot(day: string, usedBytes: number, people: string[]): Promise<void> {
    const quotas = new Map([['scratch', { limitBytes: 5 * 1024 ** 4, usedBytes }]]);
    const report: AcceptedStorageReport = {
      code: 'accepted',
      takenAt: `${day}T12:00:00.000Z`,
      projectQuotas: quotas,
      userQuotas: new Map(people.map((name) => [name, quotas])),
      localNames: new Map(),
    };
    await runInTransaction(this.app.db, (trx) => storeStorage(trx, this.machineProjectId, report));
  }
}
