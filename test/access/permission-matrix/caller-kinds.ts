/** The kinds of callers, in the order of a row's statuses (docs/rules/awards.md, Who may). */
export const callers = [
  'nobody',
  'ordinary',
  // Member of the award's project.
  'member',
  // Owner and manager of the template's customer.
  'owner',
  'clerk',
  // Manager of the template's provider.
  'manager',
  // Manager of provider and customer: sees both, but is no reviewer.
  'managerOfBoth',
  // Reviewer of the award's template, and of another one.
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
