import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { version } from '../../src/config/version.ts';
import { findFreePorts } from '../../test/support/free-ports.ts';
import { startTestPostgres } from '../../test/support/test-postgres.ts';
import { buildCollector } from './build-collector.ts';

/*
 * `npm run collector`: builds the collector of OpenTelemetry in a temporary folder, lets a service send
 * its traces there, and exits 1 if they do not arrive. Where it cannot be built it says why and exits 2.
 */

const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-collector-'));

async function main(): Promise<void> {
  let program: string;
  try {
    program = buildCollector(folder);
  } catch (error) {
    console.log(`The collector cannot be built here: ${(error as Error).message}`);
    process.exitCode = 2;
    return;
  }
  const [port = 0] = await findFreePorts(1);
  const server = await startTestPostgres({ isDurable: false });
  const collector = startCollector(program, port);
  Object.assign(process.env, server.env);
  try {
    await collector.waitFor(/Everything is ready/);
    await sendWork(port);
    for (const expected of [
      /service\.name: Str\(gatehouse\)/,
      new RegExp(`service\\.version: Str\\(${version.replaceAll('.', '\\.')}\\)`),
      /Name +: GET \/api\/customers\/\n +Kind +: Server/,
      /Name +: (?:select|with)\b.*\n +Kind +: Client/i,
      /Name +: job\n +Kind +: Consumer/,
      /gatehouse\.job\.instruction: Str\(create_project\)/,
      /Name +: bridge fetch_job\n +Kind +: Client/,
      /Name +: bridge send_result\n +Kind +: Client/,
    ]) {
      await collector.waitFor(expected);
      console.log(`It got ${expected}`);
    }
  } finally {
    collector.child.kill();
    await server.close();
  }
}

function startCollector(program: string, port: number) {
  const config = path.join(folder, 'config.yaml');
  writeFileSync(
    config,
    `receivers: { otlp: { protocols: { http: { endpoint: "127.0.0.1:${port}" } } } }
exporters: { debug: { verbosity: detailed } }
service:
  telemetry: { metrics: { level: none } }
  pipelines: { traces: { receivers: [otlp], exporters: [debug] } }
`,
  );
  const child: ChildProcess = spawn(program, ['--config', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const waitFor = async (pattern: RegExp): Promise<void> => {
    for (let tries = 0; tries < 600; tries++) {
      if (pattern.test(output)) return;
      await pause(50);
    }
    throw new Error(`The collector did not say ${pattern}: ${output.slice(-3000)}`);
  };
  return { child, waitFor };
}

/**
 * Lets a service on a database of its own answer one request and one job of a bridge, and stops it: it
 * then sends the rest.
 */
async function sendWork(port: number): Promise<void> {
  const { ConnectedService } = await import('../../test/support/connected-service.ts');
  const service = await ConnectedService.open({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, LOG_LEVEL: 'silent' },
  });
  try {
    await service.createTemplate();
    await service.request('GET', '/api/customers/');
    const details = { name: 'Deep sea', template: 'open-call', allocation: '500 NHR' };
    const command = `create_project p1.ukri ${JSON.stringify(details)}`;
    await service.standIn.waitForAnswer(await service.standIn.submitCommand(command));
  } finally {
    await service.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
