import { parseArgs } from 'node:util';
import { startTestPostgres } from '../../test/support/test-postgres.ts';

/*
 * `npm run chaos:mail -- [--seconds N] [--seed N]`: mails and messages of webhooks to a mail server and
 * a receiver that fail at random. Exits 1 where one is missing, out of order, or came twice as another one.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const server = await startTestPostgres({ isDurable: true });
try {
  Object.assign(process.env, server.env);
  // Imported after this, because it reads the environment of the test database.
  const { runMailChaos } = await import('./run-mail-chaos.ts');
  const { changes, received, messages, faults, checks } = await runMailChaos({
    seconds: Number(values.seconds),
    seed: Number(values.seed),
    logProgress: (line) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`),
  });
  console.log(
    `seed ${values.seed}: ${changes} mails expected, ${received} mails and ${messages} messages taken`,
    faults,
  );
  for (const { description, examinedCount, violations } of checks) {
    console.log(`${violations.length === 0 ? 'ok' : 'NOT'}  ${description} (${examinedCount})`);
    for (const violation of violations.slice(0, 10)) console.log(`     ${violation}`);
    if (violations.length > 0 || examinedCount === 0) process.exitCode = 1;
  }
} finally {
  await server.close();
}
