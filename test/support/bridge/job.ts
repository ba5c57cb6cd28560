import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from './lossless-json.ts';

/** A job as it is on the board; unknown fields are kept (docs/rules/openportal.md, 4). */
export interface Job extends JsonObject {
  id: string;
  created: number;
  changed: number;
  expires: number;
  version: number | bigint;
  command: string;
  state: string;
  result: string | null;
  result_type: string | null;
}

export interface CommandSubmission {
  portal: string;
  offering: string;
  instruction: string;
  id?: string | undefined;
  expires: number;
  /** Absent for the usual path; null where it is left out, as by older bridges. */
  forwardedFor?: string | null | undefined;
  extra: JsonObject;
}

export function createJob(question: CommandSubmission, ours: string, nowMs: number): Job {
  const { portal, offering, instruction, forwardedFor } = question;
  const now = Math.floor(nowMs / 1000);
  const path = forwardedFor === undefined ? `${portal}.${ours}.${offering}` : forwardedFor;
  return {
    id: question.id ?? randomUUID(),
    created: now,
    changed: now,
    // In whole seconds, rounded up.
    expires: Math.ceil(nowMs / 1000 + question.expires),
    version: 2,
    command: `${ours}.bridge.${offering} ${instruction}`,
    state: 'Pending',
    result: null,
    result_type: null,
    ...(path === null ? {} : { forwarded_for: path }),
    board: 18,
    domain: 'greatwestern',
    ...question.extra,
  };
}

export function isUuid(value: Json | undefined): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}
