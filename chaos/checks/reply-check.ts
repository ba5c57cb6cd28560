import { type InjectedFault, databaseFaultKinds } from '../fault-injection.ts';
import type { ErrorReply, RequestLedger } from '../request-ledger.ts';
import type { CheckResult } from './check-result.ts';

/** How long the service may take to recover from a fault. */
export const MAX_RECOVERY_MS = 30_000;

/** No reply of 500; 503 only while PostgreSQL is away or just was, and with Retry-After. */
export function checkReplies(
  { errorReplies: badReplies, statusCounts: statuses }: RequestLedger,
  faults: readonly InjectedFault[],
  log: string,
): CheckResult[] {
  const away = faults.filter(({ kind }) => databaseFaultKinds.has(kind));
  const flaws = badReplies.flatMap((reply) => {
    const why = explainErrorReply(reply, away);
    if (why === null) return [];
    return [
      `${reply.request}: ${reply.status}, ${why}. ${reply.body} ${findLoggedCause(reply, log)}`,
    ];
  });
  const examined = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  return [
    {
      description: 'no reply of 500; 503 only while PostgreSQL is away, with Retry-After',
      examinedCount: examined,
      violations: flaws,
    },
  ];
}

/** The limits of one caller slow down nobody else. */
export function checkLimitedReplies({ limitedReplies, statusCounts }: RequestLedger): CheckResult {
  return {
    description: 'only the caller that floods gets 429, with Retry-After',
    examinedCount: [...statusCounts.values()].reduce((sum, count) => sum + count, 0),
    violations: limitedReplies
      .filter(({ isFlood, retryAfter }) => !isFlood || retryAfter === null)
      .map(({ request, retryAfter }) => `${request}: 429, Retry-After ${retryAfter}`),
  };
}

function explainErrorReply(
  { receivedAtMs: at, status, retryAfter }: ErrorReply,
  away: readonly InjectedFault[],
): string | null {
  if (status !== 503) return 'never to be seen';
  if (retryAfter === null) return 'without Retry-After';
  const isExplained = away.some(({ from, to }) => at >= from && at <= to + MAX_RECOVERY_MS);
  return isExplained ? null : 'while PostgreSQL was there';
}

/** What the service logged about an error reply. */
function findLoggedCause({ body }: ErrorReply, log: string): string {
  const id = /"request_id":"([^"]+)"/.exec(body)?.[1];
  const line = id && log.split('\n').find((each) => each.includes(id) && each.includes('"err"'));
  if (!line) return '';
  const { err } = JSON.parse(line) as { err: { message: string; stack: string } };
  return `${err.message} ${err.stack.split('\n').slice(1, 4).join(' ')}`;
}
