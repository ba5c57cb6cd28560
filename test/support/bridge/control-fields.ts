import { isObject, type Json, type JsonObject } from './lossless-json.ts';
import { Refusal } from './replies.ts';

/* Reads the bodies of control requests. A wrong one is refused with the reason. */

export function readFields(body: Json, known: string[]): JsonObject {
  if (!isObject(body)) throw new Refusal(400, 'The body is not an object');
  const unknown = Object.keys(body).find((field) => !known.includes(field));
  if (unknown !== undefined) throw new Refusal(400, `No such field: ${unknown}`);
  return body;
}

export function readText(body: JsonObject, field: string): string {
  const value = body[field];
  if (typeof value !== 'string' || value === '') throw createFieldRefusal(field, 'text');
  return value;
}

export function readNumber(body: JsonObject, field: string, otherwise: number): number {
  const value = body[field] ?? otherwise;
  if (typeof value !== 'number') throw createFieldRefusal(field, 'a number');
  return value;
}

export function readTexts(body: JsonObject, field: string): string[] {
  const value = body[field];
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) {
    throw createFieldRefusal(field, 'an array of texts');
  }
  return value;
}

export function createFieldRefusal(field: string, kind: string): Refusal {
  return new Refusal(400, `${field} is not ${kind}`);
}
