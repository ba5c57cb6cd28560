import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type FaultKind, faultKinds } from './fault-plan.ts';
import { createReport, formatReport } from './report.ts';
import { runChaos } from './run-chaos.ts';

const HELP = `npm run chaos -- …
  --minutes N   how long; default 2
  --seed N      repeats the choices of another run; default one of its own
  --faults LIST only these; default all: ${faultKinds.join(', ')}
  --json FILE   default chaos/results/latest.json`;

/* `npm run chaos`: exit code 1 where anything differs from the model. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    faults: { type: 'string', default: faultKinds.join(',') },
    json: { type: 'string', default: path.join(import.meta.dirname, 'results', 'latest.json') },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => stop.abort(new Error('Interrupted.')));
  }
  const minutes = parsePositiveNumber('--minutes', values.minutes);
  const seed = parsePositiveNumber('--seed', values.seed);
  const kinds = values.faults.split(',').map(parseFaultKind);
  try {
    const date = new Date().toISOString();
    const report = createReport(
      await runChaos({
        minutes,
        seed,
        faultKinds: kinds,
        logProgress: logProgress,
        signal: stop.signal,
      }),
    );
    mkdirSync(path.dirname(values.json), { recursive: true });
    writeFileSync(values.json, `${JSON.stringify({ date, minutes, ...report }, null, 2)}\n`);
    console.log(`${formatReport(report)}\n\nseed ${seed}; ${values.json}`);
    process.exitCode = report.flaws === 0 ? 0 : 1;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.exitCode = 130;
  }
}

function logProgress(line: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);
}

function parsePositiveNumber(option: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`${option} takes a number above zero, not ${text}.`);
  return number;
}

function parseFaultKind(text: string): FaultKind {
  const kind = faultKinds.find((known) => known === text.trim());
  if (kind === undefined) throw new Error(`--faults: there is no fault "${text}".`);
  return kind;
}
