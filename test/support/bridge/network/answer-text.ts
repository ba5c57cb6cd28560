import { isObject, stringifyJson } from '../lossless-json.ts';
import type { Result } from './result.ts';

/** The JSON text of a result: as it is, or with a fault that makes it unusable. */
export function formatResult(
  { value }: Result,
  flaws: { isDoubled: boolean; isBroken: boolean; isImpossible: boolean },
): string {
  const text = stringifyJson(value);
  if (flaws.isBroken) return text.slice(0, -1);
  if (flaws.isImpossible) return text.replace(/"seconds":/, '"seconds":-');
  if (!flaws.isDoubled || !isObject(value) || !isObject(value.reports)) return text;
  const last = Object.entries(value.reports).at(-1);
  if (!last) return text;
  const day = `${JSON.stringify(last[0])}:${stringifyJson(last[1])}`;
  return text.replace(day, () => `${day},${day}`);
}
