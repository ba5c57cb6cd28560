import { sql } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import { toPersonColumns } from '../people/person-input.ts';
import { readCopiedItems } from './copy-store.ts';
import type { ImportContext } from './import-context.ts';
import { findErasedPeople, saveRecords } from './import-records.ts';
import { planBatch, type PlannedItem } from './plan-batch.ts';

type PlannedPerson = PlannedItem<'person'>;

/**
 * Makes the people of Waldur, with their UUIDs and without passwords. An account here that has the
 * same user name and email is theirs already and stays as it is. Who was erased here stays so.
 */
export async function importPeople(context: ImportContext): Promise<void> {
  for await (const batch of readCopiedItems(context.trx, context.source, 'person')) {
    await storePeople(context, await planBatch(context, 'person', batch));
  }
}

interface LocalPerson {
  uuid: string;
  username_key: string;
  email: string;
  is_active: boolean;
}

async function storePeople(
  context: ImportContext,
  planned: readonly PlannedPerson[],
): Promise<void> {
  if (planned.length === 0) return;
  const locals = await loadLocalPeople(context, planned);
  const findUuid = ({ key, record }: PlannedPerson): string => record?.localUuid ?? key;
  const erased = await findErasedPeople(context, planned.map(findUuid));
  const rows: object[] = [];
  const records: { key: string; digest: string; localUuid: string | null }[] = [];
  for (const person of planned) {
    const { key, digest, item, record } = person;
    if (erased.has(findUuid(person))) {
      context.report.leaveOut('person', key, 'this person was erased here');
      continue;
    }
    const namesake = locals.byName.get(item.username.toLowerCase());
    const isLinked = (record?.localUuid ?? null) !== null;
    if (!isLinked && namesake !== undefined && namesake.uuid !== key) {
      if (record !== null || !isSameEmail(item.email, namesake.email)) {
        context.report.collide(
          `The user name ${item.username} belongs to another account here, with the email ` +
            `"${namesake.email}" instead of "${item.email}".`,
        );
        continue;
      }
      context.report.adjust('person', item.username, 'the account here with this email is kept');
      records.push({ key, digest, localUuid: namesake.uuid });
      context.report.add('person', 'changed');
      continue;
    }
    if (!isLinked) {
      const columns = await toColumns(context, person, locals.byEmail);
      if (columns === null) continue;
      rows.push(columns);
      const { username, email, is_active } = item;
      const username_key = username.toLowerCase();
      locals.byName.set(username_key, { uuid: key, username_key, email, is_active });
    }
    records.push({ key, digest, localUuid: record?.localUuid ?? null });
    context.report.add('person', record === null ? 'created' : 'changed');
  }
  await upsertPeople(context, rows);
  await saveRecords(context, 'person', records);
}

const isSameEmail = (one: string, other: string): boolean =>
  one !== '' && one.toLowerCase() === other.toLowerCase();

async function loadLocalPeople({ trx }: ImportContext, planned: readonly PlannedPerson[]) {
  const names = planned.map(({ item }) => item.username.toLowerCase());
  const emails = planned.map(({ item }) => item.email.toLowerCase());
  const { rows } = await sql<LocalPerson>`
    select uuid::text, username_key, lower(email) as email, is_active from person
    where username_key = any(${names}::text[])
      or (lower(email) = any(${emails}::text[]) and email <> '')`.execute(trx);
  return {
    byName: new Map(rows.map((row) => [row.username_key, row])),
    // Of two active accounts, only one may have an email.
    byEmail: new Map(rows.filter((row) => row.is_active).map((row) => [row.email, row.uuid])),
  };
}

/** The row of a person; null where the user name cannot be used. */
async function toColumns(
  { report }: ImportContext,
  { key, item }: PlannedPerson,
  emailOwners: Map<string, string>,
): Promise<object | null> {
  const { username, first_name, last_name, full_name, is_staff, is_support, is_active } = item;
  const names = first_name + last_name === '' ? { full_name } : { first_name, last_name };
  const email = chooseEmail(item, (emailOwners.get(item.email.toLowerCase()) ?? key) === key);
  if (email !== item.email) {
    report.adjust('person', username, `without the email ${item.email}, which another account has`);
  } else if (is_active && email !== '') emailOwners.set(email.toLowerCase(), key);
  const flags = { is_staff, is_support, is_active };
  try {
    const columns = await toPersonColumns({ username, ...names, ...flags, email });
    return { ...columns, uuid: key, date_joined: item.date_joined };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    if (error.field !== 'email') {
      report.leaveOut('person', username, error.message);
      return null;
    }
    report.adjust('person', username, `without the email: ${error.message}`);
    const columns = await toPersonColumns({ username, ...names, ...flags, email: '' });
    return { ...columns, uuid: key, date_joined: item.date_joined };
  }
}

function chooseEmail({ email, is_active }: PlannedPerson['item'], isFree: boolean): string {
  return isFree || !is_active ? email : '';
}

async function upsertPeople({ trx }: ImportContext, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into person
      (uuid, username, first_name, last_name, email, is_staff, is_support, is_active, date_joined)
    select uuid, username, coalesce(first_name, ''), coalesce(last_name, ''), email, is_staff,
      is_support, is_active, date_joined
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (uuid uuid, username text,
      first_name text, last_name text, email text, is_staff boolean, is_support boolean,
      is_active boolean, date_joined timestamptz)
    on conflict (uuid) do update set username = excluded.username, first_name = excluded.first_name,
      last_name = excluded.last_name, email = excluded.email, is_staff = excluded.is_staff,
      is_support = excluded.is_support, is_active = excluded.is_active`.execute(trx);
}
