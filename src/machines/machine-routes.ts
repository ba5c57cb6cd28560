/* The routes of projects on resources. */

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { BadInput } from '../award/bad-input.ts';
import { forbiddenError } from '../errors/refused-error.ts';
import { errorResponses, NoBody, uuidInput } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { canReadEverything, requireCaller } from '../http/caller.ts';
import { parseTextFilter } from '../http/filter-parameters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import {
  BlockBody,
  InstructionSchema,
  MachineListItem,
  MachineQuery,
  MachineSchema,
} from './machine-api-schema.ts';
import { type MachineState, machineStates } from './describe-state.ts';
import { toMachineListItem } from './machine-json.ts';
import {
  blockMachine,
  checkMachineNow,
  loadMachinesOfProject,
  type MachineReference,
  requireMachine,
  unblockMachine,
} from './machine-service.ts';
import * as store from './machine-store.ts';

const tags = ['openportal-machines'];
const projectPath = `${resourcePaths.projects}:uuid/machines/`;
const pairPath = `${projectPath}:resource/`;
const PairParams = Type.Object({
  ...UuidParams.properties,
  resource: uuidInput('UUID of a resource, with or without dashes.'),
});

/** Projects on machines: of one project for who sees it, over all projects for staff and support. */
export function machineRoutes(app: App, context: AppContext): void {
  overviewRoutes(app, context);
  projectRoutes(app, context);
  actionRoutes(app, context);
}

function overviewRoutes(app: App, context: AppContext): void {
  const parseFilter = (
    request: FastifyRequest,
    query: Type.Static<typeof MachineQuery>,
  ): store.MachineFilter => {
    if (!canReadEverything(requireCaller(request))) throw forbiddenError();
    const resource = parseTextFilter(query.resource, 'resource');
    return {
      needsAttention: query.needs_attention,
      resource: resource && parseUuid(resource, 'resource'),
      wanted: parseWanted(parseTextFilter(query.wanted, 'wanted')),
      unreached: query.unreached,
      state: parseState(parseTextFilter(query.state, 'state')),
    };
  };
  listRoutes(app, context, {
    path: resourcePaths.machines,
    tags,
    operationPrefix: 'openportal_machines',
    summary: 'List projects on machines',
    query: MachineQuery,
    item: MachineListItem,
    order: {
      wanted_since: 'machine_project.wanted_since',
      last_error_at: 'machine_project.last_error_at',
    },
    count: async (request, query) => store.countMachines(context.db, parseFilter(request, query)),
    loadRows: async (request, query, { order, page }) =>
      store.listMachines(context.db, parseFilter(request, query), order, page),
    createRowSerializer: (request) => {
      const base = context.baseUrl(request);
      return (row) => toMachineListItem(row, base);
    },
  });
}

function parseWanted(text: string | undefined): string | undefined {
  if (text === undefined || ['present', 'blocked', 'absent'].includes(text)) return text;
  throw new BadInput('wanted', 'One of present, blocked, absent is required.');
}

function parseState(text: string | undefined): MachineState | undefined {
  const state = machineStates.find((known) => known === text);
  if (text === undefined || state !== undefined) return state;
  throw new BadInput('state', `One of ${machineStates.join(', ')} is required.`);
}

function projectRoutes(app: App, context: AppContext): void {
  app.get(projectPath, {
    schema: {
      operationId: 'projects_machines_list',
      summary: 'A project on its resources, with its members',
      tags,
      params: UuidParams,
      response: { 200: Type.Array(MachineSchema), ...errorResponses(404) },
    },
    handler: async (request) =>
      loadMachinesOfProject(context, requireCaller(request), parseUuidParam(request)),
  });

  app.get(`${pairPath}instructions/`, {
    schema: {
      operationId: 'projects_machines_instructions_list',
      summary: 'The last hundred instructions about a project on a resource; staff and support',
      tags,
      params: PairParams,
      response: { 200: Type.Array(InstructionSchema), ...errorResponses(404) },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      const pair = await requireMachine(context.db, caller, parseReference(request));
      if (!canReadEverything(caller)) throw forbiddenError();
      return store.listInstructions(context.db, pair.id);
    },
  });
}

function actionRoutes(app: App, context: AppContext): void {
  app.post(`${pairPath}block/`, {
    schema: {
      operationId: 'projects_machines_block',
      summary: 'Block a project on a resource: nobody logs in, nothing starts',
      tags,
      params: PairParams,
      body: BlockBody,
      response: { 204: NoBody, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const comment = request.body.comment?.trim() ?? '';
      await blockMachine(context, requireCaller(request), parseReference(request), comment);
      return reply.code(204).send();
    },
  });
  for (const [name, summary, action] of [
    ['unblock', 'End a block of staff', unblockMachine],
    ['check_now', 'Compare a project with the machine now', checkMachineNow],
  ] as const) {
    app.post(`${pairPath}${name}/`, {
      schema: {
        operationId: `projects_machines_${name}`,
        summary,
        tags,
        params: PairParams,
        response: { 204: NoBody, ...errorResponses(403, 404, 409) },
      },
      handler: async (request, reply) => {
        await action(context, requireCaller(request), parseReference(request));
        return reply.code(204).send();
      },
    });
  }
}

function parseReference(request: FastifyRequest): MachineReference {
  return {
    projectUuid: parseUuidParam(request),
    resourceUuid: parseUuidParam(request, 'resource'),
  };
}
