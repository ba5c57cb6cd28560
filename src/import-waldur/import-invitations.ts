import { sql } from 'kysely';
import { customerRoles, projectRoles } from '../award/award-enums.ts';
import { BadInput } from '../award/bad-input.ts';
import { parseEmail } from '../award/email.ts';
import { readCopiedItems } from './copy-store.ts';
import type { ImportContext } from './import-context.ts';
import { loadLocalIds, saveRecords } from './import-records.ts';
import { planBatch, type PlannedItem } from './plan-batch.ts';

type PlannedInvitation = PlannedItem<'invitation'>;

/** Makes the invitations that are open in Waldur. No mail is sent. */
export async function importInvitations(context: ImportContext): Promise<void> {
  for await (const batch of readCopiedItems(context.trx, context.source, 'invitation')) {
    await storeInvitations(context, await planBatch(context, 'invitation', batch));
  }
}

async function storeInvitations(
  context: ImportContext,
  planned: readonly PlannedInvitation[],
): Promise<void> {
  if (planned.length === 0) return;
  const scopes = planned.map(({ item }) => item.scope_uuid);
  const projects = await loadLocalIds(context, 'project', scopes);
  const customers = await loadLocalIds(context, 'customer', scopes);
  const rows = { project: [] as object[], customer: [] as object[] };
  const stored: PlannedInvitation[] = [];
  for (const invitation of planned) {
    const { item, record } = invitation;
    const problem = findProblem(invitation, projects, customers);
    if (problem !== null) {
      context.report.leaveOut('invitation', `${item.email} as ${item.role_name}`, problem);
      continue;
    }
    const { uuid, email, role_name: role, scope_uuid, created } = item;
    const projectId = projects.get(scope_uuid);
    const scope_id = projectId ?? customers.get(scope_uuid);
    const row = { uuid, email: email.toLowerCase(), role, scope_id, created };
    rows[projectId === undefined ? 'customer' : 'project'].push(row);
    stored.push(invitation);
    context.report.add('invitation', record === null ? 'created' : 'changed');
  }
  await insertInvitations(context, 'invitation', 'project_id', rows.project);
  await insertInvitations(context, 'customer_invitation', 'customer_id', rows.customer);
  await saveRecords(context, 'invitation', stored);
}

function findProblem(
  { item }: PlannedInvitation,
  projects: ReadonlyMap<string, number>,
  customers: ReadonlyMap<string, number>,
): string | null {
  const isProject = projects.has(item.scope_uuid);
  if (!isProject && !customers.has(item.scope_uuid)) return 'what it invites to was left out';
  const roles: readonly string[] = isProject ? projectRoles : customerRoles;
  if (!roles.includes(item.role_name)) return 'there is no such role here';
  try {
    parseEmail(item.email, 'email');
    return null;
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
}

async function insertInvitations(
  { trx }: ImportContext,
  table: 'invitation' | 'customer_invitation',
  scope: 'project_id' | 'customer_id',
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into ${sql.table(table)} (uuid, ${sql.ref(scope)}, email, role, created)
    select uuid, scope_id, email, role, created
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (uuid uuid, scope_id bigint,
      email text, role text, created timestamptz)
    on conflict do nothing`.execute(trx);
}
