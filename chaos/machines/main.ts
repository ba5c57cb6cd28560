import { parseArgs } from 'node:util';
import { startTestPostgres } from '../../test/support/test-postgres.ts';

const HELP = `npm run chaos:machines -- …
  --rounds N     rounds of faults and changes; default 40
  --projects N   default 12
  --seed N       repeats the choices of another run; default one of its own`;

/* `npm run chaos:machines`: exit code 1 where anything differs from the model. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '40' },
    projects: { type: 'string', default: '12' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const server = await startTestPostgres({ isDurable: false });
  try {
    Object.assign(process.env, server.env);
    // Not before the environment names the test server.
    const { runMachineChaos } = await import('./run-machine-chaos.ts');
    const checks = await runMachineChaos({
      seed: Number(values.seed),
      rounds: Number(values.rounds),
      projects: Number(values.projects),
      logProgress: (line) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`),
    });
    for (const { description, examinedCount, violations } of checks) {
      console.log(
        `${violations.length === 0 ? 'holds' : 'FAILS'}: ${description} (${examinedCount})`,
      );
      for (const violation of violations.slice(0, 20)) console.log(`  ${violation}`);
    }
    console.log(`seed ${values.seed}`);
    process.exitCode = checks.every(({ violations }) => violations.length === 0) ? 0 : 1;
  } finally {
    await server.close();
  }
}
