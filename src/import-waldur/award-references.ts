import { sql } from 'kysely';
import type { AwardProject, AwardReferences, AwardTemplate } from './award-row.ts';
import type { ImportContext } from './import-context.ts';
import { loadLocalIds } from './import-records.ts';
import type { PastDecisions } from './past-decisions.ts';
import type { PlannedItem } from './plan-batch.ts';
import type { WaldurItem } from './waldur-shapes.ts';

/** What the awards of a batch refer to, by the UUIDs of Waldur. */
export interface AwardReferenceMaps {
  people: Map<string, number>;
  projects: Map<string, AwardProject>;
  templates: Map<string, AwardTemplate>;
  /** The versions of the awards that are here, by award key. */
  versions: Map<string, number>;
  /** The awards that manage the projects, by the project's UUID. */
  managers: Map<string, string>;
  robotId: number;
}

/** Loads what these awards refer to, with a query for each kind. */
export async function loadAwardReferences(
  context: ImportContext,
  planned: readonly PlannedItem<'award'>[],
): Promise<AwardReferenceMaps> {
  const reviewers = planned.flatMap(({ item }) => item.reviewed_by_uuid ?? []);
  return {
    people: await loadLocalIds(context, 'person', reviewers),
    projects: await loadProjects(context, planned),
    templates: await loadTemplates(context, planned),
    ...(await loadAwards(context, planned)),
    robotId: await findRobot(context),
  };
}

/** The references of one award. */
export function findReferences(
  { projects, templates }: AwardReferenceMaps,
  { project_template, project_data }: WaldurItem<'award'>,
  past: PastDecisions | undefined,
): AwardReferences {
  const uuid = project_data?.uuid ?? null;
  return {
    template: templates.get(project_template),
    project: uuid === null ? null : projects.get(uuid),
    past,
  };
}

/** The id of the account in whose name the service decides. */
export async function findRobot({ trx }: Pick<ImportContext, 'trx'>): Promise<number> {
  const robot = await trx
    .selectFrom('person')
    .select('id')
    .where('is_robot', '=', true)
    .executeTakeFirstOrThrow();
  return robot.id;
}

async function loadProjects(
  { trx, source }: ImportContext,
  planned: readonly PlannedItem<'award'>[],
): Promise<Map<string, AwardProject>> {
  const uuids = planned.flatMap(({ item }) => item.project_data?.uuid ?? []);
  const { rows } = await sql<AwardProject>`
    select project.id, project.uuid::text, short_name as "shortName" from project
    join waldur_import on key = project.uuid::text and kind = 'project' and source = ${source}
    where project.uuid = any(${uuids}::uuid[])`.execute(trx);
  return new Map(rows.map((row) => [row.uuid, row]));
}

async function loadTemplates(
  { trx, source }: ImportContext,
  planned: readonly PlannedItem<'award'>[],
): Promise<Map<string, AwardTemplate>> {
  const uuids = planned.map(({ item }) => item.project_template);
  const { rows } = await sql<AwardTemplate & { uuid: string }>`
    select template.id, template.uuid::text, name, offering, portal, shortname,
      customer_id as "customerId", approval_limit as "approvalLimit",
      max_credit_limit as "maxCreditLimit", role_mapping as "roleMapping",
      allocation_units_mapping as "allocationUnitsMapping"
    from project_template template
    join waldur_import on key = template.uuid::text and kind = 'template' and source = ${source}
    where template.uuid = any(${uuids}::uuid[])`.execute(trx);
  return new Map(rows.map((row) => [row.uuid, row]));
}

async function loadAwards({ trx }: ImportContext, planned: readonly PlannedItem<'award'>[]) {
  const keys = planned.map(({ key }) => key);
  const uuids = planned.flatMap(({ item }) => item.project_data?.uuid ?? []);
  const { rows } = await sql<{ key: string; version: number; project: string | null }>`
    select identifier || ' ' || destination as key, version, project.uuid::text as project
    from managed_project left join project on project.id = project_id
    where (identifier, destination) in (
        select split_part(key, ' ', 1), split_part(key, ' ', 2) from unnest(${keys}::text[]) key)
      or project.uuid = any(${uuids}::uuid[])`.execute(trx);
  return {
    versions: new Map(rows.map(({ key, version }) => [key, version])),
    managers: new Map(
      rows.flatMap(({ key, project }) => (project === null ? [] : [[project, key]])),
    ),
  };
}
