import { type AwardDetails, type AwardFieldValues, createEmptyDetails } from './award-details.ts';
import { awardFieldNames, getFieldRule, isAwardFieldName } from './award-fields.ts';
import { isSameJson } from './json-value.ts';

/**
 * Details as they are stored and sent: one flat object, the fields in the order of the
 * table, then what is not a field here. The inverse is fromStoredDetails.
 */
export function toWireDetails(details: AwardDetails): Record<string, unknown> {
  const fields = awardFieldNames.flatMap((name): [string, unknown][] => {
    const value = details[name];
    if (value !== undefined && value !== null) return [[name, value]];
    return getFieldRule(name).isAlwaysWritten ? [[name, null]] : [];
  });
  const extra = Object.entries(details.extra).filter(([name]) => !isAwardFieldName(name));
  return Object.fromEntries([...fields, ...extra]);
}

/** Details from their flat form, which this program wrote: nothing is checked. */
export function fromStoredDetails(stored: Readonly<Record<string, unknown>>): AwardDetails {
  const fields: [string, unknown][] = [];
  const extra: [string, unknown][] = [];
  for (const [name, value] of Object.entries(stored)) {
    if (!isAwardFieldName(name)) extra.push([name, value]);
    else if (value !== null) fields.push([name, value]);
  }
  return {
    ...createEmptyDetails(),
    ...(Object.fromEntries(fields) as Partial<AwardFieldValues>),
    extra: Object.fromEntries(extra),
  };
}

/** The flat form in the order of the table, which jsonb does not keep. */
export function orderDetailFields(stored: Readonly<Record<string, unknown>>) {
  return toWireDetails(fromStoredDetails(stored));
}

/** Whether two states of the details are stored alike. */
export function isSameDetails(one: AwardDetails, other: AwardDetails): boolean {
  return isSameJson(toWireDetails(one), toWireDetails(other));
}
