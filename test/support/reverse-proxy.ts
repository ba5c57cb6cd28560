import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http, { type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findProgram } from './find-program.ts';
import { waitForPort } from './pgbouncer.ts';

export interface ReverseProxy {
  close(): Promise<void>;
}

interface ProxyRoute {
  port: number;
  /** The path prefix that it forwards, such as `/gatehouse`. */
  prefix: string;
  /** Where the service listens. */
  target: string;
  /** Whether the service gets the path without the prefix. */
  stripsPrefix: boolean;
}

const nginxProgram = findProgram('nginx');

/** A reverse proxy in front of a service: a real nginx where there is one, else one of Node. */
export function startReverseProxy(route: ProxyRoute): Promise<ReverseProxy> {
  return nginxProgram === null ? startNodeProxy(route) : startNginx(nginxProgram, route);
}

async function startNginx(program: string, route: ProxyRoute): Promise<ReverseProxy> {
  const { port, prefix, target, stripsPrefix } = route;
  const location = `location ${prefix}/ {
      proxy_pass ${target}${stripsPrefix ? '/' : ''};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header Connection "";
      proxy_buffering off;
    }`;
  return startNginxProcess(program, port, `server { listen 127.0.0.1:${port}; ${location} }`);
}

/** Runs nginx with these lines in its `http` block. */
export async function startNginxProcess(
  program: string,
  port: number,
  lines: string,
): Promise<ReverseProxy> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-nginx-'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ');
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(
    file,
    // As root it would give its workers another account, which cannot write into the folder.
    `${process.getuid?.() === 0 ? 'user root; ' : ''}daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
    events { worker_connections 512; }
    http { access_log off; ${temporary} ${lines} }`,
  );
  const child = spawn(program, ['-e', path.join(folder, 'error.log'), '-c', file], {
    stdio: 'inherit',
  });
  await waitForPort(port, child);
  return {
    async close() {
      await endProcess(child, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  // A client that keeps a stream open would keep the program.
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
  await ended;
  clearTimeout(timer);
}

async function startNodeProxy(route: ProxyRoute): Promise<ReverseProxy> {
  const { port, prefix, target, stripsPrefix } = route;
  const server: Server = http.createServer((request, response) => {
    const { url = '/', method, headers } = request;
    if (!url.startsWith(`${prefix}/`)) {
      response.writeHead(404).end();
      return;
    }
    const path = stripsPrefix ? url.slice(prefix.length) : url;
    const forwarded = http.request(target + path, { method, headers }, (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    response.on('close', () => forwarded.destroy());
    request.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
