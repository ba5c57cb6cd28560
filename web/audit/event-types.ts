import { auditEventTypes } from '../../src/award/award-enums.ts';

/** The event types of the filter, which the URL separates by commas. */
export const splitEventTypes = (text = ''): string[] =>
  text.split(',').filter((type) => type !== '');

/** Whether a filter names event types alone. */
export function areEventTypes(text: string): boolean {
  const knownTypes: readonly string[] = auditEventTypes;
  return splitEventTypes(text).every((type) => knownTypes.includes(type));
}
