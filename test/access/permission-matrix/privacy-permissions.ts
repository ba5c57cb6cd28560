import type { World } from './matrix-fixtures.ts';
import { changed, changes, type Row, reads, seen } from './matrix-row.ts';

/* What is stored about a person: for staff and the person; only staff erase. */

async function another(world: World) {
  const username = await world.somebody();
  return { params: { uuid: world.person(username).uuid }, body: { username } };
}

const path = '/api/users/:uuid/';

export const privacyRows: Row[] = [
  reads(`GET ${path}personal-data/`, changed.account, {
    prepare: async (world) => ({ params: (await another(world)).params }),
  }),
  reads(`GET ${path}personal-data/`, seen.bySignedIn, {
    about: 'own',
    isOwn: true,
    prepare: async (world, caller) => ({
      // `nobody` has no account; that of `ordinary` stands in.
      params: { uuid: world.person(caller === 'nobody' ? 'ordinary' : caller).uuid },
    }),
  }),
  changes(`POST ${path}erase/`, changed.account, 200, { prepare: another }),
];
