import { randomUUID } from 'node:crypto';
import type { Subject, World } from './matrix-fixtures.ts';
import { changes, type Row, reads, seen } from './matrix-row.ts';

/** A job whose answer the bridge did not accept. */
async function aDeadJob({ app }: World): Promise<Subject> {
  const uuid = randomUUID();
  const at = app.now.toISOString();
  const outcome = '{"type": "ProjectMapping", "value": "p1.ukri:None"}';
  await app.db
    .insertInto('bridge_job')
    .values({
      ...{ id: uuid, sealed: null, received: at, expires: at, closed: at },
      ...{ result: 'undelivered', outcome, answered: at },
    })
    .execute();
  return { params: { uuid } };
}

async function anEntry(world: World): Promise<Subject> {
  const { id } = await world.app.db
    .insertInto('outbox')
    .values({
      kind: 'award_notification',
      event: 'award_changed',
      identifier: `${world.fresh('p')}.ukri`,
      destination: 'ukri.brics.cpu',
      created: world.app.now.toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { params: { id: String(id) } };
}

export const jobRows: Row[] = [
  reads('GET /api/bridge-jobs/', seen.byReaders),
  reads('HEAD /api/bridge-jobs/', seen.byReaders),
  reads('GET /api/bridge-jobs/:uuid/', seen.byReaders, { prepare: aDeadJob }),
  changes('POST /api/bridge-jobs/:uuid/retry/', seen.byStaff, 204, { prepare: aDeadJob }),
  changes('POST /api/bridge-jobs/:uuid/give_up/', seen.byStaff, 204, { prepare: aDeadJob }),
  changes('POST /api/bridge-jobs/give_up_dead/', seen.byStaff, 200, {
    prepare: async (world) => {
      await aDeadJob(world);
      return {};
    },
  }),
  reads('GET /api/deliveries/', seen.byReaders),
  reads('HEAD /api/deliveries/', seen.byReaders),
  changes('POST /api/deliveries/:id/retry/', seen.byStaff, 204, { prepare: anEntry }),
  changes('POST /api/deliveries/:id/give_up/', seen.byStaff, 204, { prepare: anEntry }),
];
