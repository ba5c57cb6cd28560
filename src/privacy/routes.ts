/* The routes with which staff export and erase what is stored about a person. */

import { Type } from 'typebox';
import { toActor } from '../admin-audit/actor.ts';
import { BadInput } from '../award/bad-input.ts';
import { runInTransaction } from '../database/transaction.ts';
import { conflictError } from '../errors/refused-error.ts';
import { AnyJson, errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { requireCaller, requireStaff } from '../http/caller.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { requireVisiblePerson } from '../people/person-service.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';

const personPath = `${resourcePaths.users}:uuid/`;
const tags = ['users'];

/** `/api/users/{uuid}/personal-data/` and `/erase/`: docs/privacy.md. */
export function privacyRoutes(app: App, context: AppContext): void {
  app.get(`${personPath}personal-data/`, {
    schema: {
      operationId: 'users_personal_data',
      summary: 'Everything that is stored about a user; for staff and the user',
      tags,
      params: UuidParams,
      response: { 200: AnyJson, ...errorResponses(403, 404) },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      const person = await requireVisiblePerson(context, caller, parseUuidParam(request));
      if (person.uuid !== caller.uuid) requireStaff(caller);
      return exportPerson(context.db, person.id);
    },
  });

  app.post(`${personPath}erase/`, {
    schema: {
      operationId: 'users_erase',
      summary: 'Erase a user: names go, the audits keep a pseudonym; cannot be undone',
      tags,
      params: UuidParams,
      body: Type.Object({
        username: Type.String({ description: 'The user name again, against mistakes.' }),
      }),
      response: {
        200: Type.Object({ username: Type.String({ description: 'The pseudonym.' }) }),
        ...errorResponses(403, 404, 409, 413, 415),
      },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      const person = await requireVisiblePerson(context, caller, parseUuidParam(request));
      requireStaff(caller);
      if (person.uuid === caller.uuid) throw conflictError('You cannot erase yourself.');
      if (request.body.username !== person.username) {
        throw new BadInput('username', 'This is not the user name of the account.');
      }
      const change = { now: context.clock(), actor: toActor(caller) };
      const username = await runInTransaction(context.db, (trx) =>
        erasePerson(trx, person.uuid, change),
      );
      return { username };
    },
  });
}
