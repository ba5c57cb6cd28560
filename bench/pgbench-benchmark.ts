import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Figure, createFigure } from './figures.ts';
import type { Statement } from './baseline-server.ts';

/**
 * How often per second PostgreSQL alone runs the statements of the list, for 16 clients of pgbench.
 * No figure if pgbench is not installed.
 */
export async function measurePgbench(
  databaseUrl: string,
  statements: readonly Statement[],
  seconds: number,
): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-pgbench-'));
  const script = path.join(folder, 'list.sql');
  try {
    writeFileSync(script, statements.map((one) => `${inlineParameters(one)};\n`).join(''));
    const args = ['-n', '-c', '16', '-j', '2', '-T', String(Math.ceil(seconds)), '-f', script];
    const { stdout } = await promisify(execFile)('pgbench', [...args, databaseUrl]);
    const rate = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
    return [createFigure('list, pgbench with 16 clients', '/s', rate, null, null)];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A statement for pgbench: one line, with its parameters as literals. */
function inlineParameters({ sql, parameters }: Statement): string {
  return sql
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\$(\d+)/g, (_, number) => quoteLiteral(parameters[Number(number) - 1]));
}

function quoteLiteral(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `array[${value.map(quoteLiteral).join(', ')}]`;
  return pg.escapeLiteral(String(value));
}
