import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot, readServiceCommand } from '../support/gatehouse-process.ts';
import { readProjectFile } from './rules.ts';

/* The fenced shell commands of the documents: read, split into commands, run. */

/** The blocks of shell commands of a page, by its path in the repository, without their indentation. */
export function readShellBlocks(page: string): string[] {
  const fences = /^( *)```(?:sh|bash)\n([\s\S]*?)^\1```/gm;
  return [...readProjectFile(page).matchAll(fences)].map(([, indent = '', block = '']) =>
    block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

/** The one block of a page that contains these words. Throws if there is none, or more than one. */
export function findShellBlock(page: string, words: string): string {
  const found = readShellBlocks(page).filter((block) => block.includes(words));
  if (found.length !== 1) throw new Error(`${found.length} blocks of ${page} contain "${words}".`);
  return found[0] as string;
}

/**
 * The commands of a block, in order: each on one line, without comments, its spaces collapsed. A
 * command ends with its line unless that ends in a backslash, in a pipe or inside quotes.
 */
export function splitCommands(block: string): string[] {
  const commands: string[] = [];
  let command = '';
  let quote = '';
  for (let index = 0; index < block.length; index++) {
    const character = block[index] as string;
    if (character === '\\' && quote !== "'") {
      const next = block[++index] ?? '';
      command += next === '\n' ? ' ' : character + next;
    } else if (quote === '' && character === '#' && /(^|\s)$/.test(command)) {
      const end = block.indexOf('\n', index);
      index = (end === -1 ? block.length : end) - 1;
    } else if (quote === '' && character === '\n' && !command.endsWith('|')) {
      commands.push(command);
      command = '';
    } else {
      if (quote === '' ? /["']/.test(character) : character === quote) {
        quote = quote === '' ? character : '';
      }
      command += character;
    }
  }
  return [...commands, command]
    .map((text) => text.trim().replaceAll(/\s+/g, ' '))
    .filter((text) => text !== '');
}

/**
 * Runs a block with bash until its first command that fails, and returns what it prints on both
 * streams. `npx gatehouse` runs this checkout's command at once, without npm. Throws if a command fails.
 */
export async function runShellBlock(
  block: string,
  { env, cwd = projectRoot }: { env: Record<string, string>; cwd?: string },
): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-shell-'));
  const words = readServiceCommand(projectRoot).map((word) => `'${word}'`);
  const npx = `#!/bin/sh\n[ "$1" = gatehouse ] || exit 64\nshift\nexec ${words.join(' ')} "$@"\n`;
  writeFileSync(path.join(folder, 'npx'), npx, { mode: 0o755 });
  const { GATEHOUSE_TEST_SERVER: _, PATH, ...inherited } = process.env;
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', `exec 2>&1\n${block}`], {
    cwd,
    env: { ...inherited, ...env, PATH: `${folder}${path.delimiter}${PATH}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [output, code] = await Promise.all([
      text(shell.stdout),
      new Promise((resolve) => shell.once('close', resolve)),
    ]);
    if (code !== 0) throw new Error(`Exit code ${code}: ${output}`);
    return output;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A block that bash runs until it is stopped, such as one that starts a service. */
export interface RunningBlock {
  /** Waits until it has printed what matches, and returns the first group. Throws if it ends before. */
  waitFor: (pattern: RegExp) => Promise<string>;
  /** Ends all its processes, and waits for them. */
  stop: () => Promise<void>;
}

/** Starts a block with bash, in a process group of its own. */
export function startShellBlock(
  block: string,
  { env }: { env: Record<string, string> },
): RunningBlock {
  const { GATEHOUSE_TEST_SERVER: _, ...inherited } = process.env;
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', `exec 2>&1\n${block}`], {
    cwd: projectRoot,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let output = '';
  const ended = new Promise<void>((resolve) => shell.once('close', () => resolve()));
  shell.stdout.on('data', (chunk) => {
    output += chunk;
  });
  return {
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(output)?.[1];
          if (found !== undefined) resolve(found);
        };
        shell.stdout.on('data', look);
        shell.once('close', () => reject(new Error(`It ended: ${output}`)));
        look();
      }),
    stop: async () => {
      if (shell.exitCode === null && shell.pid !== undefined) process.kill(-shell.pid, 'SIGTERM');
      await ended;
    },
  };
}

/**
 * What the comments of a block promise to be printed: the texts between the dots of
 * `# … "state":"Complete" … "result":"x" …`.
 */
export function listPromisedOutput(block: string): string[] {
  return [...block.matchAll(/# (…? ?["[].*)$/gm)].flatMap(([, comment = '']) =>
    comment
      .split('…')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
}
