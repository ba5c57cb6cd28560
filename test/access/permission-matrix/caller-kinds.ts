/** The kinds of callers, in the order of a row's statuses (awards.md, Who may). */
export const callers = [
  'nobody',
  'ordinary',
  // Of the award's project.
  'member',
  // Of the template's customer: its owner and its manager.
  'owner',
  'clerk',
  // Of the template's provider.
  'manager',
  // On the award, and off it.
  'reviewer',
  'stranger',
  'support',
  'staff',
] as const;

export type CallerName = (typeof callers)[number];

/** Statuses by caller, written in one line: `401 200 …`; `ok` stands for success. */
export function statuses(line: string, ok: number): Record<CallerName, number> {
  const all = line.split(/\s+/).map((word) => (word === 'ok' ? ok : Number(word)));
  if (all.length !== callers.length) throw new Error(`${callers.length} statuses, not: ${line}`);
  return Object.fromEntries(callers.map((name, index) => [name, all[index]])) as Record<
    CallerName,
    number
  >;
}
