/**
 * The values of a form that differ from what is stored. A form sends only these, so that it does
 * not undo what somebody else changed meanwhile.
 */
export function pickChangedValues<Values extends object>(
  values: Values,
  stored: Values,
): Partial<Values> {
  const changed = Object.entries(values).filter(
    ([field, value]) => value !== stored[field as keyof Values],
  );
  return Object.fromEntries(changed) as Partial<Values>;
}
