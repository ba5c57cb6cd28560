/*
 * JSON that keeps whole numbers beyond 2^53 as they were written: they are read as bigint. What
 * passes through the board must come back unchanged, and a plain JSON.parse would round it.
 */
export type Json = null | boolean | number | bigint | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

// The type library does not know these two yet.
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;
type Reviver = (key: string, value: unknown) => unknown;

export function parseJson(text: string): Json {
  const keepWhole = (_key: string, value: unknown, context: { source?: string }): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) && isIntegerText(context.source)
      ? BigInt(context.source)
      : value;
  return JSON.parse(text, keepWhole as Reviver);
}

export function stringifyJson(value: Json): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'bigint' ? rawJson(String(part)) : part,
  );
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isInteger(value: Json | undefined): value is number | bigint {
  return typeof value === 'bigint' || Number.isSafeInteger(value);
}

function isIntegerText(source: string | undefined): source is string {
  return source !== undefined && /^-?\d+$/.test(source);
}
