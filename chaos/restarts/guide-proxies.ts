import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findProgram } from '../../test/support/find-program.ts';
import { projectRoot } from '../../test/support/gatehouse-process.ts';
import { waitForPort } from '../../test/support/pgbouncer.ts';
import {
  endProcess,
  type ReverseProxy,
  startNginxProcess,
} from '../../test/support/reverse-proxy.ts';

/** The proxies for which docs/operators.md has lines. */
export const proxyNames = ['nginx', 'haproxy', 'caddy'] as const;
export type ProxyName = (typeof proxyNames)[number];
/** Of Caddy, for Compose. */
export const composeCaddyfile = path.join(projectRoot, 'deploy', 'compose', 'Caddyfile');

/** The proxies that are installed on this machine. */
export function listInstalledProxies(): ProxyName[] {
  return proxyNames.filter((name) => findProgram(name) !== null);
}

/** Starts a proxy with the lines of the guide, in front of the replicas at these two ports. */
export function startGuideProxy(
  name: ProxyName,
  port: number,
  replicas: readonly [number, number],
): Promise<ReverseProxy> {
  const lines = readGuideLines(name)
    .replaceAll('10.0.0.1:8080', `127.0.0.1:${replicas[0]}`)
    .replaceAll('10.0.0.2:8080', `127.0.0.1:${replicas[1]}`)
    .replace(/listen 80;/, `listen 127.0.0.1:${port};`)
    .replace(/bind :80/, `bind 127.0.0.1:${port}`)
    .replace(/^gatehouse\.example\.org/m, `http://127.0.0.1:${port}`);
  return startProxy(name, port, lines);
}

/** Starts Caddy with the file of Compose, in front of a service whose health is at the same port. */
export function startComposeProxy(port: number, service: number): Promise<ReverseProxy> {
  const lines = readFileSync(composeCaddyfile, 'utf8')
    .replace('gatehouse:8080', `127.0.0.1:${service}`)
    .replace('health_port 9090', `health_port ${service}`)
    .replace('{$GATEHOUSE_HOST}', `http://127.0.0.1:${port}`);
  return startProxy('caddy', port, lines);
}

async function startProxy(name: ProxyName, port: number, lines: string): Promise<ReverseProxy> {
  const program = findProgram(name) as string;
  if (name === 'nginx') return startNginxProcess(program, port, lines);
  const folder = mkdtempSync(path.join(tmpdir(), `gatehouse-${name}-`));
  const file = path.join(folder, 'configuration');
  writeFileSync(file, name === 'caddy' ? `{\n  admin off\n}\n${lines}` : lines);
  const args =
    name === 'caddy' ? ['run', '--config', file, '--adapter', 'caddyfile'] : ['-f', file];
  const child: ChildProcess = spawn(program, args, {
    stdio: 'ignore',
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  await waitForPort(port, child);
  return {
    async close() {
      await endProcess(child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The block of the guide in the language of this proxy. */
function readGuideLines(name: ProxyName): string {
  const guide = readFileSync(path.join(projectRoot, 'docs', 'operators.md'), 'utf8');
  const language = name === 'caddy' ? 'caddyfile' : name;
  const block = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'ms').exec(guide)?.[1];
  if (block === undefined) throw new Error(`docs/operators.md has no lines for ${name}.`);
  return block;
}
