import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openTestServer } from '../test/support/server.ts';
import { tableOf } from './figures.ts';
import { plotReads } from './plot.ts';
import { endAll } from './processes.ts';
import { writeTable } from './write-docs.ts';

const help = `npm run bench -- …
  --sizes LIST    how many awards; default 1000,10000,100000,1000000
  --seconds N     of each measurement; default 4
  --only LIST     of reads, decisions, reassertion, start, pages; default all
  --json FILE     default bench/results/latest.json
  --write-docs    puts the table into docs/scale.md and the plots into docs/images/`;

/* `npm run bench`: figures of this machine, as they are now; nothing is asserted. */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000,1000000' },
    seconds: { type: 'string', default: '4' },
    only: { type: 'string', default: 'reads,decisions,reassertion,start,pages' },
    json: { type: 'string', default: path.join(import.meta.dirname, 'results', 'latest.json') },
    'write-docs': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
let interrupt: (error: Error) => void = () => undefined;
const interrupted = new Promise<never>((_, reject) => {
  interrupt = reject;
});
// Nobody may be waiting for it yet.
interrupted.catch(() => undefined);
if (values.help) console.log(help);
else await main();

async function main(): Promise<void> {
  const server = await openTestServer();
  // Children hear Ctrl-C too and end; the measurement then fails, and what follows cleans up.
  let isInterrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      isInterrupted = true;
      interrupt(new Error('Interrupted.'));
    });
  }
  try {
    Object.assign(process.env, server.env);
    // Only now: these modules read the environment of the tests' database.
    const { bench } = await import('./bench.ts');
    const asked = {
      sizes: values.sizes.split(',').map(numberOf),
      seconds: numberOf(values.seconds),
      only: values.only.split(','),
    };
    const result = await Promise.race([bench(asked, say), interrupted]);
    const cpu = cpus();
    const report = {
      date: new Date().toISOString(),
      machine: `${cpu.length} × ${cpu[0]?.model ?? 'unknown'}, Node ${process.version}`,
      ...result,
    };
    mkdirSync(path.dirname(values.json), { recursive: true });
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    console.log(tableOf(report.figures));
    console.log(`\n${report.date}, ${report.machine}\n${values.json}`);
    if (values['write-docs']) {
      writeTable(report);
      plotReads(report.growth);
    }
  } catch (error) {
    if (!isInterrupted) throw error;
    process.exitCode = 130;
  } finally {
    if (isInterrupted) endAll();
    await server.close();
    if (isInterrupted) process.exit();
  }
}

function say(line: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);
}

function numberOf(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`Not a number above zero: ${text}`);
  return number;
}
