import type { AwardFieldName } from '../../src/award/award-details.ts';
import { type FieldKind, getFieldRule } from '../../src/award/award-fields.ts';
import { formatAllocation } from '../parts/allocation-format.ts';
import { formatCredits } from '../parts/credit-format.ts';
import { formatDate, formatDateTime, formatZonedTime } from '../parts/time-format.tsx';
import { isNote, isObject } from './compare-details.ts';

/** The name of a field of AwardDetails, for people to read. */
export const getFieldLabel = (name: AwardFieldName): string => getFieldRule(name).label;

/** A value of a field as text; `–` where it is not set. */
export function formatFieldValue(kind: FieldKind | 'extra', value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  switch (kind) {
    case 'date':
      return formatDate(String(value));
    case 'time':
      return formatZonedTime(String(value));
    case 'domains':
      return Array.isArray(value) && value.length === 0 ? 'nobody' : formatJson(value);
    case 'notes':
      return isNote(value) ? value.text : formatJson(value);
    case 'allocation':
      return typeof value === 'string' ? formatAllocation(value) : formatJson(value);
    case 'entries':
      return typeof value === 'string' ? formatAmount(value) : formatJson(value);
    case 'text':
    case 'choice':
    case 'link':
    case 'extra':
      return formatJson(value);
    default:
      return kind satisfies never;
  }
}

/** A number or an allocation with separators; any other text as it is. */
const formatAmount = (text: string): string =>
  /^\d+(\.\d+)?$/.test(text) ? formatCredits(text) : formatAllocation(text);

/** Whether a text is one instant of RFC 3339. */
export const isInstant = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text));

/** Any JSON as text without quotes and braces. */
function formatJson(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.map(formatJson).join(', ') || '–';
  if (typeof value === 'number' && Number.isFinite(value)) return formatCredits(String(value));
  if (typeof value === 'string' && isInstant(value)) return formatDateTime(value);
  if (!isObject(value)) return String(value);
  const entries = Object.entries(value).map(([name, item]) => `${name}: ${formatJson(item)}`);
  return entries.join(', ') || '–';
}
