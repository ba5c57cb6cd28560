import { ApiError } from '../api/api-error.ts';

/* What has become of a request whose reply is lost, by what is stored now (useRequest). */

/** Returns `sentence` where `stored` has all values of `sent` that it can show, else null. */
export function describeSaved(stored: object, sent: object, sentence: string): string | null {
  return hasValues(stored, sent) ? sentence : null;
}

/** Returns `sentence` where reading answers 404, else null. Throws every other error. */
export async function describeGone(
  read: () => Promise<unknown>,
  sentence: string,
): Promise<string | null> {
  try {
    await read();
    return null;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return sentence;
    throw error;
  }
}

/** Whether an object has these values; fields that it does not show, such as passwords, are left out. */
export function hasValues(stored: object, sent: object): boolean {
  const shown = stored as Record<string, unknown>;
  return Object.entries(sent).every(
    ([field, value]) => field === 'key' || !(field in shown) || isSameValue(shown[field], value),
  );
}

/** `5` and `5.00` are the same amount, and the order of keys does not matter. */
function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return (
      keys.length === Object.keys(other).length &&
      keys.every((key) => key in other && isSameValue(one[key], other[key]))
    );
  }
  return isNumeric(one) && isNumeric(other) && Number(one) === Number(other);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isNumeric = (value: unknown): boolean =>
  (typeof value === 'string' || typeof value === 'number') &&
  value !== '' &&
  Number.isFinite(Number(value));
