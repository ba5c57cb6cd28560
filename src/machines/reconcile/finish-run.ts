import { type Kysely, sql } from 'kysely';
import type { InstructionErrorKind } from '../../database/machine-schema.ts';
import type { Database } from '../../database/schema.ts';
import { adminAnnouncementsSql } from '../../announcements/announcement-sql.ts';
import type { Pair } from './load-pair.ts';

/** How a worker's run over a row ended. */
export type RunEnd =
  | { kind: 'done'; changes: readonly string[] }
  /** The removal waits for the last usage report. */
  | { kind: 'wait' }
  | { kind: 'error'; error: { kind: InstructionErrorKind; message: string } }
  /** What is wanted changed meanwhile: the row is due at once. */
  | { kind: 'again' };

/** An unanswered instruction takes up to 120 s to expire; an earlier retry shares its failure. */
const FIRST_RETRY_SECONDS = 130;
const MAX_RETRY_SECONDS = 15 * 60;
/** How often a run must fail in a row before a person is asked to look. */
const ATTENTION_TRIES = 3;
const USAGE_WAIT_SECONDS = 15 * 60;

/** Seconds until the next try, by the number of failures in a row. */
function computeRetrySeconds(tries: number): number {
  return Math.min(MAX_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** Math.max(0, tries - 1));
}

/** Every row is compared once a day, spread over four hours by its id. */
function computeNextCheck(pairId: number, now: Date): Date {
  const spreadMinutes = (pairId * 7919) % 240;
  return new Date(now.getTime() + (20 * 60 + spreadMinutes) * 60_000);
}

/**
 * Stores the end of a run and gives the row up. The audit gets an entry where something was changed
 * or where the row begins or ceases to need attention.
 */
export async function finishRun(
  db: Kysely<Database>,
  owner: string,
  pair: Pair,
  end: RunEnd,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const columns = toColumns(pair, end, now);
  const audit = JSON.stringify({ state: pair.wanted, ...toAuditValues(end) });
  await sql`
    with before as (select needs_attention, seen from machine_project where id = ${pair.id}),
    pair as (
      update machine_project set lease_owner = null, lease_until = null, ${columns}
      where id = ${pair.id} and lease_owner = ${owner}::uuid
      returning needs_attention, project_id, resource_id, seen),
    entries as (insert into administrative_entry ("timestamp", via, address, action, subject_kind, subject_uuid,
      subject_name, after)
    select ${at}::timestamptz, 'schedule', '',
      case when pair.needs_attention then 'machine.needs_attention'
        when ${end.kind === 'done' && end.changes.length > 0} then 'machine.changed'
        else 'machine.recovered' end,
      'machine', project.uuid, coalesce(project.short_name, project.uuid::text) || ' on ' || resource.name,
      ${audit}::jsonb
    from pair cross join before
    join project on project.id = pair.project_id join resource on resource.id = pair.resource_id
    where pair.needs_attention <> before.needs_attention
      or ${end.kind === 'done' && end.changes.length > 0}
    returning id, action, via, "timestamp")
    ${adminAnnouncementsSql('entries')}`.execute(db);
}

function toAuditValues(end: RunEnd): Record<string, unknown> {
  if (end.kind === 'done') return { instructions: end.changes };
  return end.kind === 'error' ? { error: end.error.message } : {};
}

function toColumns(pair: Pair, end: RunEnd, now: Date) {
  const at = now.toISOString();
  switch (end.kind) {
    case 'done':
      return doneColumns(pair, now);
    case 'wait':
      return sql`seen = 'blocked',
        seen_at = case when seen = 'blocked' then seen_at else ${at}::timestamptz end,
        tries = 0, last_error = null, last_error_kind = null, needs_attention = false,
        check_requested = false, due_at = ${addSeconds(now, USAGE_WAIT_SECONDS)}::timestamptz`;
    case 'again':
      return sql`due_at = ${at}::timestamptz`;
    case 'error':
      return errorColumns(pair, end.error, now);
  }
}

/** A change that was committed meanwhile is due at once. */
function doneColumns(pair: Pair, now: Date) {
  const at = now.toISOString();
  const isReached = pair.mode === 'active';
  const seen = pair.wanted === 'absent' || pair.seen === 'absent' ? 'absent' : pair.wanted;
  return sql`tries = 0, last_error = null, last_error_kind = null, needs_attention = false,
    check_requested = false, repeat_members = repeat_members and not ${isReached},
    reached_at = ${isReached ? sql`${at}::timestamptz` : sql`reached_at`},
    seen_version = ${isReached ? pair.version : sql`seen_version`},
    seen = ${isReached ? seen : sql`seen`},
    seen_at = case when ${isReached ? seen : sql`seen`}::text = seen and seen_at is not null
      then seen_at else ${at}::timestamptz end,
    present_since = case when ${isReached && seen === 'present'}
      then coalesce(present_since, ${at}::timestamptz)
      when ${isReached} then null else present_since end,
    due_at = case when wanted_version = ${pair.version}
      then ${computeNextCheck(pair.id, now).toISOString()}::timestamptz
      else ${at}::timestamptz end`;
}

function errorColumns(
  pair: Pair,
  { kind, message }: { kind: InstructionErrorKind; message: string },
  now: Date,
) {
  const at = now.toISOString();
  const tries = pair.tries + 1;
  const due =
    kind === 'permanent'
      ? sql`case when wanted_version = ${pair.version} then null else ${at}::timestamptz end`
      : sql`${addSeconds(now, computeRetrySeconds(tries))}::timestamptz`;
  return sql`tries = ${tries}, last_error = ${message}, last_error_kind = ${kind},
    last_error_at = ${at}::timestamptz,
    needs_attention = ${kind === 'permanent' || tries >= ATTENTION_TRIES},
    repeat_members = repeat_members or ${mayLackMembers(kind, message)},
    due_at = ${due}`;
}

/**
 * While the network or Slurm is unwell, agents answer Complete to an add_user whose Slurm part failed.
 * `RuntimeError{<account>}` is Slurm's (docs/rules/machines.md, M4.5).
 */
function mayLackMembers(kind: InstructionErrorKind, message: string): boolean {
  return kind === 'unknown_outcome' || (kind === 'failed' && message.startsWith('RuntimeError{'));
}

function addSeconds(now: Date, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}
