import type { Kysely } from 'kysely';
import { isNetworkName } from '../award/network-name.ts';
import type { Database } from '../database/schema.ts';

/** `<offering>.<our portal>.<awarding portal>` of every template, sorted. */
export interface TemplateOfferings {
  offered: string[];
  /** Names that a bridge cannot parse: one of them makes it refuse the whole list. */
  leftOut: string[];
}

export async function loadTemplateOfferings(
  db: Kysely<Database>,
  ourPortal: string,
): Promise<TemplateOfferings> {
  const rows = await db
    .selectFrom('project_template')
    .select(['offering', 'portal'])
    .distinct()
    .execute();
  const names = rows.map(({ offering, portal }) => ({
    text: `${offering}.${ourPortal}.${portal}`,
    isOffered: [offering, ourPortal, portal].every(isNetworkName),
  }));
  const list = (isOffered: boolean): string[] =>
    names
      .filter((name) => name.isOffered === isOffered)
      .map(({ text }) => text)
      .toSorted();
  return { offered: list(true), leftOut: list(false) };
}
