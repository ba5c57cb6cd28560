import type { Day } from '../award/dates.ts';
import { addDays, type DateRange, listDays } from '../usage/date-range.ts';

/** The most questions in one go, so that a project that is new lets others have their turn. */
const MAX_QUESTIONS = 4;

/**
 * Which days to ask for: today and every day since `firstDay` that is not complete yet, newest first,
 * in ranges of at most `maxDays`. Agents give up on longer ones (docs/rules/machines.md, M5.1).
 * `isCut`: older days are left for the next time.
 */
export function planQuestions(
  { firstDay, maxDays }: { firstDay: Day; maxDays: number },
  completeDays: ReadonlySet<Day>,
  today: Day,
): { ranges: DateRange[]; isCut: boolean } {
  const open = listDays({ from: firstDay, to: today })
    .filter((day) => day === today || !completeDays.has(day))
    .reverse();
  const ranges: DateRange[] = [];
  for (const day of open) {
    const last = ranges.at(-1);
    const isNext = last?.from === addDays(day, 1);
    if (last && isNext && listDays(last).length < maxDays) last.from = day;
    else ranges.push({ from: day, to: day });
  }
  return { ranges: ranges.slice(0, MAX_QUESTIONS), isCut: ranges.length > MAX_QUESTIONS };
}
