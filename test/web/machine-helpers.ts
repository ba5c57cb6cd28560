import type { Page } from 'playwright-core';
import { BridgeConnection } from '../../src/bridge/bridge-connection.ts';
import { readInvite } from '../../src/bridge/invite-file.ts';
import { createPool } from '../../src/database/connection-pool.ts';
import { runInTransaction } from '../../src/database/transaction.ts';
import { storeStorage } from '../../src/usage/storage-store.ts';
import { type DailyUsage, emptyUserUsage } from '../../src/usage/usage-figures.ts';
import { storeUsage } from '../../src/usage/usage-store.ts';
import { destination, MachinesTestBed } from '../machines/machines-test-bed.ts';
import { BridgeStandIn } from '../support/bridge/bridge-stand-in.ts';
import { BrowserTestApp } from '../support/browser-test-app.ts';

export const resourcesPath = '/api/openportal-resources/';

/** A browser, the service, and the stand-in of a bridge with a network behind it. */
export interface MachineWeb {
  web: BrowserTestApp;
  bed: MachinesTestBed;
  close: () => Promise<void>;
}

/** Opens them without demo data, with a template for awards of ukri that names no resource. */
export async function openMachineWeb(): Promise<MachineWeb> {
  const standIn = await BridgeStandIn.start({ networkLatencyMs: 0, networkRate: 0 });
  const web = await BrowserTestApp.open({
    demo: false,
    createBridge: (app) =>
      new BridgeConnection({
        db: app.db,
        openPool: ({ max }) => createPool(app.database.url, { max }),
        invite: readInvite(standIn.invite, { allowPlainHttp: true }),
        clock: () => app.now,
        portal: { name: app.portal },
        configuredPortal: app.portal,
        sweepSeconds: 60,
      }),
  });
  const bed = MachinesTestBed.attach(web.app, standIn);
  bed.templateUuid = (await web.app.createTemplateWithCustomers()).template.uuid;
  await web.app.createPerson('help', { is_support: true });
  const close = async (): Promise<void> => {
    await web.close();
    await standIn.stop();
  };
  return { web, bed, close };
}

/** A resource for the network's instance, checked and switched on unless told otherwise. Returns its UUID. */
export async function createResource({ web, bed }: MachineWeb, more: object = {}): Promise<string> {
  const wanted = { name: 'Isambard AI', destination, volumes: ['scratch', 'home'], mode: 'active' };
  const { mode, ...body } = { ...wanted, ...more };
  const { uuid } = await web.app.create(resourcesPath, body);
  bed.resourceUuid = uuid;
  if (mode === 'active') await bed.switchOn(uuid);
  return uuid;
}

/** Lets the projects of the template have the resource, with a quota of scratch. */
export async function offerResource({ web, bed }: MachineWeb): Promise<void> {
  const quota_mapping = { project_storage: 'scratch' };
  const path = `/api/openportal-project-template/${bed.templateUuid}/resources/`;
  const body = { resources: [{ resource: bed.resourceUuid, quota_mapping }] };
  const reply = await web.app.request('PUT', path, { body });
  if (reply.status !== 200) throw new Error(reply.text);
}

/** The UUID of the project with a short name. */
export async function findProjectUuid({ web }: MachineWeb, shortName: string): Promise<string> {
  const { uuid } = await web.app.db
    .selectFrom('project')
    .select('uuid')
    .where('short_name', '=', shortName)
    .executeTakeFirstOrThrow();
  return uuid;
}

/** Two days of use by ada and bob, 10 node hours each at a time, and a volume that grows. */
export async function addFigures({ web }: MachineWeb, shortName: string): Promise<void> {
  const { db, now } = web.app;
  const at = now.toISOString();
  const { id, resource_id } = await db
    .selectFrom('machine_project')
    .innerJoin('project', 'project.id', 'machine_project.project_id')
    .select(['machine_project.id', 'machine_project.resource_id'])
    .where('project.short_name', '=', shortName)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('usage_collection')
    .values({ machine_project_id: id, first_day: '2026-11-01', due_at: at, collected_at: at })
    .execute();
  const used = (names: string[]): DailyUsage => ({
    isComplete: true,
    users: new Map(
      names.map((name) => [`${name}.${shortName}`, { ...emptyUserUsage, seconds: 36_000 }]),
    ),
    jobs: 0,
    waitSeconds: 0,
    extra: {},
  });
  const quota = (terabytes: number) =>
    new Map([['scratch', { limitBytes: 5 * 1024 ** 4, usedBytes: terabytes * 1024 ** 4 }]]);
  const days = new Map([
    ['2026-11-22', used(['ada'])],
    ['2026-11-23', used(['ada', 'bob'])],
  ]);
  await runInTransaction(db, async (trx) => {
    await storeUsage(trx, { machineProjectId: id, resourceId: resource_id }, days);
    for (const [day, terabytes] of [
      ['2026-11-22', 1],
      ['2026-11-23', 2],
    ] as const) {
      await storeStorage(trx, id, {
        code: 'accepted',
        takenAt: `${day}T12:00:00.000Z`,
        projectQuotas: quota(terabytes),
        userQuotas: new Map(),
        localNames: new Map(),
      });
    }
  });
}

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
export const dialog = (page: Page) => page.getByRole('dialog');
