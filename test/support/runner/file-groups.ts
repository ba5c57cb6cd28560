import { globSync } from 'node:fs';

/* Which test files run, and in what order. */

/**
 * Files that `npm test` leaves out and `npm run test:all` runs too, by why they take long: CI has ten
 * minutes on two cores, and these take two thirds of the time of all. Run those of what you change by
 * name (docs/decisions/0015-libraries-rooms-and-the-suite.md).
 */
export const slowFiles: Readonly<Record<string, readonly string[]>> = {
  'services, databases and proxies are started, killed and waited for': [
    'test/backup/drill.test.ts',
    'test/bin/launcher.test.ts',
    'test/bin/supervise.test.ts',
    'test/bridge/answers-to-bridge.test.ts',
    'test/bridge/bridge-connection.test.ts',
    'test/bridge/database-outage.test.ts',
    'test/bridge/real-bridge.test.ts',
    'test/chaos/ha.test.ts',
    'test/chaos/mail-chaos.test.ts',
    'test/chaos/restarts.test.ts',
    'test/chaos/run-chaos.test.ts',
    'test/commands/recovery.test.ts',
    'test/commands/serve.test.ts',
    'test/database/check-server.test.ts',
    'test/database/database-unavailable.test.ts',
    'test/database/embedded-database.test.ts',
    'test/events/event-stream.test.ts',
    'test/import-waldur/import-obstacles.test.ts',
    'test/machines/alike-destinations.test.ts',
    'test/machines/killed-replica.test.ts',
  ],
  'many generated or measured requests, or each of many mails': [
    'test/bench/compare-builds.test.ts',
    'test/bench/run-benchmarks.test.ts',
    'test/http/generated-requests.test.ts',
    'test/mail/outdated-mails.test.ts',
    'test/mail/ways-to-projects.test.ts',
  ],
  'every look of a screen, or a screen beside the way of a decision': [
    'test/web/account-security.test.ts',
    'test/web/audit.test.ts',
    'test/web/award-appearance.test.ts',
    'test/web/award-screen.test.ts',
    'test/web/bridge.test.ts',
    'test/web/bulk.test.ts',
    'test/web/connection.test.ts',
    'test/web/customers.test.ts',
    'test/web/desk-filters.test.ts',
    'test/web/first-rows.test.ts',
    'test/web/honest-words.test.ts',
    'test/web/internal-notes.test.ts',
    'test/web/invitations.test.ts',
    'test/web/jobs.test.ts',
    'test/web/mail.test.ts',
    'test/web/network-loss-forms.test.ts',
    'test/web/network-loss.test.ts',
    'test/web/overview.test.ts',
    'test/web/paper-and-first-steps.test.ts',
    'test/web/path-prefix.test.ts',
    'test/web/people.test.ts',
    'test/web/project-editing.test.ts',
    'test/web/project-machines.test.ts',
    'test/web/projects.test.ts',
    'test/web/refused-and-deceptive.test.ts',
    'test/web/resources.test.ts',
    'test/web/running-change.test.ts',
    'test/web/shared-work.test.ts',
    'test/web/short-name.test.ts',
    'test/web/sign-in.test.ts',
    'test/web/template-editing.test.ts',
    'test/web/template-preview.test.ts',
    'test/web/templates.test.ts',
    'test/web/waiting-reasons.test.ts',
    'test/web/webhooks.test.ts',
  ],
};

/** These are sensitive to timing, so each runs alone after the others. */
const exclusiveFiles = ['test/bridge/faults-and-restarts.test.ts', 'test/chaos/run-chaos.test.ts'];

/** These take longest, so they begin first: else the run would wait for them at its end. */
const firstFiles = [
  'test/http/generated-requests.test.ts',
  'test/bridge/bridge-connection.test.ts',
  'test/access/permission-matrix.test.ts',
  'test/bench/run-benchmarks.test.ts',
  'test/web/desk.test.ts',
  'test/web/award-decisions.test.ts',
  'test/web/every-screen.test.ts',
];

/** The files below `root` in groups that run one after another, and how many slow ones are left out. */
export function groupFiles(
  root: string,
  { withSlow }: { withSlow: boolean },
): { groups: string[][]; leftOut: number } {
  const all = globSync('test/**/*.test.ts', { cwd: root }).toSorted();
  const slow = new Set(Object.values(slowFiles).flat());
  const chosen = all.filter((file) => withSlow || !slow.has(file));
  const isChosen = (file: string): boolean => chosen.includes(file);
  const first = firstFiles.filter(isChosen);
  const others = chosen.filter((file) => !first.includes(file));
  return { groups: separateExclusive([...first, ...others]), leftOut: all.length - chosen.length };
}

/** The files in groups that run one after another: all that can run together, then each other one. */
export function separateExclusive(files: readonly string[]): string[][] {
  const isExclusive = (file: string): boolean => exclusiveFiles.includes(file);
  const together = files.filter((file) => !isExclusive(file));
  return [together, ...files.filter(isExclusive).map((file) => [file])];
}
