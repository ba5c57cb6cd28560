import { sql } from 'kysely';
import { expandYear } from '../award/short-name.ts';
import type { ImportContext } from './import-context.ts';

const YEARS = Array.from({ length: 10 }, (_, digit) => 2020 + digit);

/**
 * Lets each template's pattern count on after the last short name that Waldur gave: names of
 * projects that Waldur has forgotten lie before it, and none is used again.
 */
export async function continueShortNameSeries({ trx }: ImportContext): Promise<void> {
  const templates = await trx
    .selectFrom('project_template')
    .select('shortname')
    .distinct()
    .execute();
  const series = [
    ...new Set(
      templates.flatMap(({ shortname }) => YEARS.map((year) => expandYear(shortname, year))),
    ),
  ].map((text) => ({ series: text, pattern: `^${text.replace('{count}', '([a-z]+)')}$` }));
  if (series.length === 0) return;
  // The letters are a number to the base of 26 without a zero: a is 1, z is 26, aa is 27.
  await sql`insert into short_name_series (series, next_count)
    select given.series, max(last.number) from jsonb_to_recordset(${JSON.stringify(series)}::jsonb)
      as given (series text, pattern text)
    join project on project.short_name ~ given.pattern
    cross join lateral (select substring(project.short_name from given.pattern) as letters) found
    cross join lateral (select sum((ascii(letter) - 96) * 26 ^ (length(letters) - place))::bigint as number
      from string_to_table(letters, null) with ordinality as split (letter, place)) last
    where length(letters) <= 4
    group by given.series
    on conflict (series) do update
      set next_count = greatest(short_name_series.next_count, excluded.next_count)`.execute(trx);
}
