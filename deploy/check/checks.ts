import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ToolName } from './build-tools.ts';

/** What one tool says about one file of deploy/. */
export interface Check {
  tool: CheckTool;
  subject: string;
  run(context: CheckContext): Outcome;
}

export type CheckTool = ToolName | 'systemd-analyze';

/** The path of a tool. Throws where it is not available here. */
export type FindTool = (tool: CheckTool) => string;

interface CheckContext {
  /** The path of the check's tool. */
  program: string;
  /** A temporary one. */
  folder: string;
  findTool: FindTool;
}

/** What a program printed, and whether that is what we want. */
interface Outcome {
  isGood: boolean;
  output: string;
}

const deploy = path.join(import.meta.dirname, '..');
const at = (...names: string[]): string => path.join(deploy, ...names);
const chart = at('helm', 'gatehouse');

/** Every part of the chart that a value switches on. */
const everything = `settings: { GATEHOUSE_PUBLIC_URL: "https://desk.example.org" }
ingress: { enabled: true }
inviteKey: invite
backup: { enabled: true }
`;
/** From the oldest one of Chart.yaml to the newest whose schemas kubectl-validate brings. */
const KUBERNETES = ['1.27', '1.30'];
/** systemd rates 0 as confined and 10 as unconfined. */
const MAX_EXPOSURE = 2;

export const checks: readonly Check[] = [
  {
    tool: 'hadolint',
    subject: 'container/Containerfile',
    run: ({ program }) => call(program, [at('container', 'Containerfile')]),
  },
  {
    tool: 'compose-check',
    subject: 'compose/compose.yaml',
    run: ({ program }) => call(program, [at('compose', 'compose.yaml')], composeEnv),
  },
  {
    tool: 'compose-check',
    subject: 'compose/compose.yaml with compose.bridge.yaml',
    run: ({ program }) => {
      const files = ['compose.yaml', 'compose.bridge.yaml'].map((name) => at('compose', name));
      return call(program, files, composeEnv);
    },
  },
  {
    tool: 'helm',
    subject: 'helm/gatehouse: lint --strict',
    run: ({ program }) => call(program, ['lint', '--strict', chart]),
  },
  ...KUBERNETES.map(
    (version): Check => ({
      tool: 'kubectl-validate',
      subject: `helm/gatehouse, rendered, against the schemas of Kubernetes ${version}`,
      run: ({ program, folder, findTool }) => {
        const helm = findTool('helm');
        const values = path.join(folder, 'values.yaml');
        writeFileSync(values, everything);
        const options = ['--kube-version', `${version}.0`, '--values', values];
        const rendered = call(helm, ['template', 'desk', chart, ...options]);
        if (!rendered.isGood) return rendered;
        const manifests = path.join(folder, 'manifests.yaml');
        writeFileSync(manifests, rendered.output);
        return call(program, ['--version', version, manifests]);
      },
    }),
  ),
  {
    tool: 'promtool',
    subject: 'monitoring/alerts.yaml: check rules',
    run: ({ program }) => call(program, ['check', 'rules', at('monitoring', 'alerts.yaml')]),
  },
  {
    tool: 'promtool',
    subject: 'monitoring/alerts.test.yaml: test rules',
    run: ({ program }) => call(program, ['test', 'rules', at('monitoring', 'alerts.test.yaml')]),
  },
  {
    tool: 'systemd-analyze',
    subject: 'systemd/gatehouse.service: verify',
    run: ({ program, folder }) => {
      // The program of the unit is installed only on a server.
      const text = readFileSync(at('systemd', 'gatehouse.service'), 'utf8');
      const copy = path.join(folder, 'gatehouse.service');
      writeFileSync(copy, text.replace('/opt/gatehouse/bin/node', process.execPath));
      const { isGood, output } = call(program, ['verify', copy]);
      return { isGood: isGood && output === '', output };
    },
  },
  {
    tool: 'systemd-analyze',
    subject: `systemd/gatehouse.service: exposure below ${MAX_EXPOSURE}`,
    run: ({ program }) => {
      const unit = at('systemd', 'gatehouse.service');
      const { output } = call(program, ['security', '--offline=true', unit]);
      const [line, exposure] = /Overall exposure level for \S+: ([\d.]+).*/.exec(output) ?? [];
      return { isGood: Number(exposure) < MAX_EXPOSURE, output: line ?? output };
    },
  },
];

const composeEnv = { GATEHOUSE_HOST: 'desk.example.org' };

/** The images of others that deploy/ names without a digest. */
export function listImagesWithoutDigest(): string[] {
  const texts = [at('container', 'Containerfile'), at('compose', 'compose.yaml')].map((file) =>
    readFileSync(file, 'utf8'),
  );
  return texts
    .flatMap((text) => [...text.matchAll(/^(?:FROM| +image:) (\S+\/\S+)/gm)])
    .map(([, image = '']) => image)
    .filter((image) => !/@sha256:[0-9a-f]{64}$/.test(image));
}

/**
 * Runs it in a temporary folder. Returns what the tool finds; null where that is nothing. Throws what
 * `findTool` throws.
 */
export function runCheck(check: Check, findTool: FindTool): string | null {
  const program = findTool(check.tool);
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-deploy-check-'));
  try {
    const { isGood, output } = check.run({ program, folder, findTool });
    return isGood ? null : output;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function call(program: string, args: string[], env: Record<string, string> = {}): Outcome {
  const result = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  const isGood = result.status === 0;
  return { isGood, output: isGood ? result.stdout + result.stderr : result.stderr + result.stdout };
}
