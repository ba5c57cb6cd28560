import { sql } from 'kysely';
import type { CopiedItem } from './copy-store.ts';
import { readCopiedItems } from './copy-store.ts';
import type { ImportContext } from './import-context.ts';
import { loadUnerasedPeople, saveRecords } from './import-records.ts';
import { planBatch, type PlannedItem } from './plan-batch.ts';

type PlannedName = PlannedItem<'person_name'>;

/**
 * Gives people the short names that they have in Waldur. One that cannot be kept is a collision: the
 * machines know them.
 */
export async function importPersonNames(context: ImportContext): Promise<void> {
  for await (const batch of readCopiedItems(context.trx, context.source, 'person_name')) {
    const named = batch.filter((copied) => hasName(context, copied));
    await storeNames(context, await planBatch(context, 'person_name', named));
  }
}

/** A name that cannot be read cannot be kept. */
function hasName(
  { report }: ImportContext,
  { key, item, problem }: CopiedItem<'person_name'>,
): boolean {
  if (problem !== undefined) {
    report.collide(`The short name of the user ${key} cannot be read: ${problem}`);
  }
  return (item?.shortname ?? '') !== '';
}

async function storeNames(context: ImportContext, planned: readonly PlannedName[]): Promise<void> {
  if (planned.length === 0) return;
  const people = await loadUnerasedPeople(
    context,
    planned.map(({ key }) => key),
  );
  const names = await loadLocalNames(context, planned, [...people.values()]);
  const present = new Set(names.byName.keys());
  const kept = planned.filter((name) => isUsable(context, name, people.get(name.key), names));
  const rows = kept.map(({ key, item }) => ({
    short_name: item.shortname as string,
    person_id: people.get(key) as number,
    created: context.now,
  }));
  const added = rows.filter(({ short_name }) => !present.has(short_name));
  if (added.length > 0) await context.trx.insertInto('person_short_name').values(added).execute();
  for (const { record } of kept) {
    context.report.add('person_name', record === null ? 'created' : 'changed');
  }
  await saveRecords(context, 'person_name', kept);
}

interface LocalName {
  short_name: string;
  person_id: number;
  is_current: boolean;
}

async function loadLocalNames(
  { trx }: ImportContext,
  planned: readonly PlannedName[],
  personIds: readonly number[],
) {
  const wanted = planned.map(({ item }) => item.shortname);
  const { rows } = await sql<LocalName>`
    select short_name, person_id, replaced is null as is_current from person_short_name
    where short_name = any(${wanted}::text[]) or person_id = any(${personIds}::bigint[])`.execute(
    trx,
  );
  return {
    byName: new Map(rows.map((row) => [row.short_name, row.person_id])),
    byPerson: new Map(rows.filter((row) => row.is_current).map((r) => [r.person_id, r.short_name])),
  };
}

function isUsable(
  { report }: ImportContext,
  { key, item }: PlannedName,
  personId: number | undefined,
  names: Awaited<ReturnType<typeof loadLocalNames>>,
): boolean {
  const name = item.shortname as string;
  if (personId === undefined) {
    report.leaveOut(
      'person_name',
      name,
      `Waldur has no user ${key}, or it was left out or erased here`,
    );
    return false;
  }
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    report.collide(
      `The short name ${name} of the user ${key} cannot be kept: a-z, 0-9 and - are allowed, and it begins with a letter.`,
    );
    return false;
  }
  const owner = names.byName.get(name) ?? personId;
  const present = names.byPerson.get(personId) ?? name;
  if (owner !== personId) {
    report.collide(`The short name ${name} of the user ${key} is or was that of another person.`);
    return false;
  }
  if (present !== name) {
    report.collide(`The user ${key} has the short name ${present} here and ${name} in Waldur.`);
    return false;
  }
  names.byPerson.set(personId, name);
  names.byName.set(name, personId);
  return true;
}
