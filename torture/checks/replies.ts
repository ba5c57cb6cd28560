import { type Fault, ofTheDatabase } from '../faults.ts';
import type { BadReply, Ledger } from '../ledger.ts';
import type { Check } from './check.ts';

/** How long the service may take to recover from a fault. */
export const recoveryMs = 30_000;

/** No reply of 500; 503 only while PostgreSQL is away or just was, and with Retry-After. */
export function checkReplies(
  { badReplies, statuses }: Ledger,
  faults: readonly Fault[],
  log: string,
): Check[] {
  const away = faults.filter(({ kind }) => ofTheDatabase.has(kind));
  const flaws = badReplies.flatMap((reply) => {
    const why = whyWrong(reply, away);
    if (why === null) return [];
    return [`${reply.request}: ${reply.status}, ${why}. ${reply.body} ${causeOf(reply, log)}`];
  });
  const examined = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  return [
    {
      what: 'no reply of 500; 503 only while PostgreSQL is away, with Retry-After',
      examined,
      flaws,
    },
  ];
}

function whyWrong({ at, status, retryAfter }: BadReply, away: readonly Fault[]): string | null {
  if (status !== 503) return 'never to be seen';
  if (retryAfter === null) return 'without Retry-After';
  const isExplained = away.some(({ from, to }) => at >= from && at <= to + recoveryMs);
  return isExplained ? null : 'while PostgreSQL was there';
}

/** What the service logged of it. */
function causeOf({ body }: BadReply, log: string): string {
  const id = /"request_id":"([^"]+)"/.exec(body)?.[1];
  const line = id && log.split('\n').find((each) => each.includes(id) && each.includes('"err"'));
  if (!line) return '';
  const { err } = JSON.parse(line) as { err: { message: string; stack: string } };
  return `${err.message} ${err.stack.split('\n').slice(1, 4).join(' ')}`;
}
