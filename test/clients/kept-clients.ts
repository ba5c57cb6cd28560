import { readFileSync } from 'node:fs';
import path from 'node:path';

/** An operation of the Python client. A type that ends in `!` is required, in `[]` repeatable. */
export interface ClientOperation {
  id: string;
  method: string;
  /** As in `/api/projects/{uuid}/`. */
  path: string;
  /** The statuses that the client reads as success. */
  success: number[];
  query?: Record<string, string>;
  body?: string;
  reply: string;
}

interface PythonClient {
  version: string;
  operations: ClientOperation[];
  /** Model → field → type, such as `date|null!`. */
  models: Record<string, Record<string, string>>;
  enums: Record<string, (string | number)[]>;
}

function readKept<Content>(name: string): Content {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, name), 'utf8')) as Content;
}

export const pythonClient = readKept<PythonClient>('waldur-api-client-8.1.3.json');

/** Model → the fields that the TypeScript client types as always present. */
const typescriptRequired = readKept<{ required: Record<string, string[]> }>(
  'waldur-js-client-8.1.3-required.json',
).required;

/** The same path whatever its parameters are called: `/api/projects/{}/`. */
export function normalizePath(template: string): string {
  return template.replace(/\{\w+\}/g, '{}');
}

/** The fields of a model that a client reads without looking whether they are there. */
export function listRequiredFields(model: string): string[] {
  const fields = Object.entries(pythonClient.models[model] ?? {});
  const inPython = fields.filter(([, type]) => type.endsWith('!')).map(([name]) => name);
  return [...new Set([...inPython, ...(typescriptRequired[model] ?? [])])];
}
