import type { CheckResult } from './check-result.ts';
import { formatAwardKey, type StoredRecords } from './stored-records.ts';

/** The notification of each decision (docs/rules/awards.md, A reviewer decides). */
const actionEvents: Record<string, string> = {
  approved: 'award_accepted',
  rejected: 'award_rejected',
  reopened: 'award_changed',
  note_added: 'award_changed',
  attached: 'award_changed',
  detached: 'award_changed',
  deleted: 'award_removed',
  change_refused: 'award_changed',
};

/** Decisions of people, and an increase above the maximum, which the robot refuses (A5.11). */
const isNotified = ({ is_robot, action }: StoredRecords['audit'][number]): boolean =>
  !is_robot || action === 'change_refused';

/** Every such decision was notified to its awarding portal, in order; nothing else was. */
export function checkNotifications({
  audit,
  journal,
  outboxCount: outbox,
}: StoredRecords): CheckResult[] {
  const notifications = Map.groupBy(
    journal.flatMap((entry) => (entry.what === 'heard' ? [parseCommand(entry.command)] : [])),
    ({ address }) => address,
  );
  const decided = Map.groupBy(audit.filter(isNotified), formatAwardKey);
  const flaws: string[] = [];
  for (const address of new Set([...notifications.keys(), ...decided.keys()])) {
    const expected = (decided.get(address) ?? []).map(
      ({ action }) => actionEvents[action] ?? action,
    );
    const heard = (notifications.get(address) ?? []).map(({ event }) => event);
    if (!isDeliveredInOrder(expected, heard))
      flaws.push(`${address}: ${expected} arrived as ${heard}`);
  }
  if (outbox > 0) flaws.push(`${outbox} entries are still in the outbox`);
  return [
    {
      description: 'every decision was notified to its awarding portal, in order, and nothing else',
      examinedCount: audit.filter(isNotified).length,
      violations: flaws,
    },
  ];
}

/** At least once: each may come several times, one after the other, and none be left out. */
function isDeliveredInOrder(expected: readonly string[], heard: readonly string[]): boolean {
  let at = 0;
  for (const event of heard) {
    if (event === expected[at]) at++;
    else if (event !== expected[at - 1]) return false;
  }
  return at === expected.length;
}

/** `<offering>.<ours>.<awarding portal> <event> <identifier>` */
function parseCommand(command: string): { address: string; event: string } {
  const [destination = '', event = '', identifier = ''] = command.split(' ');
  return { address: `${identifier} ${destination.split('.').toReversed().join('.')}`, event };
}
