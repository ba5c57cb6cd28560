import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { findBuiltTool } from '../../deploy/check/build-tools.ts';
import { valuesSchema } from '../../deploy/helm/values-schema.ts';
import { settingInfos } from '../../src/config/settings-schema.ts';
import { findProgram } from '../support/find-program.ts';
import { findShellBlock, runShellBlock } from '../docs/shell-blocks.ts';
import { projectRoot } from '../support/gatehouse-process.ts';
import { createTestDatabase } from '../support/test-database.ts';

/* What deploy/ names exists. Docker and Kubernetes themselves are not at hand here. */

const at = (...names: string[]): string => path.join(projectRoot, 'deploy', ...names);
const read = (...names: string[]): string => readFileSync(at(...names), 'utf8');

const settings = Object.values(settingInfos);
const variables = new Set([
  ...settings.map(({ variable }) => variable),
  ...settings.filter(({ secret }) => secret).map(({ variable }) => `${variable}_FILE`),
]);
const assertSettings = (names: Iterable<string>): void => {
  const unknown = [...names].filter((name) => !variables.has(name));
  assert.deepEqual(unknown, []);
};
/** A name with a version, neither `latest` nor none; a release adds its digest. */
const assertPinned = (image: string): void =>
  assert.match(image, /:(?!latest)[\w.-]+(?:@sha256:[0-9a-f]{64})?$/);

describe('the container file', () => {
  const text = read('container', 'Containerfile');

  test('copies what exists', () => {
    const copies = [...text.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, words = '']) =>
      words.split(' ').slice(0, -1),
    );
    assert.ok(copies.length > 5);
    const gone = copies.filter((name) => !existsSync(path.join(projectRoot, name)));
    assert.deepEqual(gone, []);
  });

  test('runs the service with the flags of every other start, as nobody, from pinned bases', () => {
    const flags = JSON.parse(
      readFileSync(path.join(projectRoot, 'bin', 'node-flags.json'), 'utf8'),
    );
    const entrypoint = JSON.parse(/^ENTRYPOINT (.+)$/m.exec(text)?.[1] ?? '[]');
    assert.deepEqual(entrypoint, ['/app/bin/node', ...flags, '/app/src/main.ts']);
    assert.match(text, /^USER 65532:65532$/m);
    const [build = '', base = ''] = [...text.matchAll(/^FROM (\S+)/gm)].map(([, name]) => name);
    assertPinned(build);
    assertPinned(base);
  });

  test('holds a service that runs: assemble.mjs copies all that it needs', async (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-assembled-'));
    const database = await createTestDatabase();
    t.after(async () => {
      rmSync(folder, { recursive: true, force: true });
      await database.close();
    });
    const out = path.join(folder, 'gatehouse');
    execFileSync(process.execPath, [at('container', 'assemble.mjs'), out]);
    const secret = path.join(folder, 'database_url');
    writeFileSync(secret, `${database.url}\n`, { mode: 0o600 });
    // The commands of "On a machine, with systemd", in another folder.
    const script = findShellBlock('docs/operators.md', 'set -a;')
      .replace('. /etc/gatehouse/gatehouse.env', `. ${folder}/gatehouse.env`)
      .replace('/etc/gatehouse/secrets/database_url', secret)
      .replaceAll('/opt/gatehouse', out);
    writeFileSync(path.join(folder, 'gatehouse.env'), 'LOG_LEVEL=warn\n');
    const output = await runShellBlock(script, { env: {}, cwd: folder });
    assert.equal(output, 'The database is consistent.\n');
  });

  test('sets settings that exist', () => {
    const [, words = ''] = /^ENV (.+)$/m.exec(text) ?? [];
    const names = words.split(' ').map((word) => word.split('=')[0] ?? '');
    assertSettings(names.filter((name) => name !== 'NODE_ENV'));
  });
});

describe('the compose file', () => {
  const compose = parse(read('compose', 'compose.yaml'));

  test('names settings, secrets, networks and volumes that exist, and pinned images', () => {
    assertSettings(Object.keys(compose.services.gatehouse.environment));
    for (const [name, service] of Object.entries<Record<string, string[]>>(compose.services)) {
      for (const secret of service.secrets ?? []) assert.ok(secret in compose.secrets, secret);
      for (const network of service.networks ?? []) assert.ok(network in compose.networks, network);
      if (name !== 'gatehouse') assertPinned(String(service.image));
    }
    const { context, dockerfile } = compose.services.gatehouse.build;
    assert.ok(existsSync(at('compose', context, dockerfile)));
  });

  test('has a second file for a bridge, which adds a secret and the port for signals', () => {
    const { services, secrets } = parse(read('compose', 'compose.bridge.yaml'));
    const { environment, secrets: used, ports } = services.gatehouse;
    assertSettings(Object.keys(environment));
    assert.deepEqual(used, Object.keys(secrets));
    assert.equal(environment.OPENPORTAL_CONFIG, `/run/secrets/${used[0]}`);
    // The internal listener of the image, at an address of this machine alone by default.
    const [, listener = ''] = /GATEHOUSE_INTERNAL_LISTENER=\S+:(\d+)/.exec(
      read('container', 'Containerfile'),
    ) as string[];
    assert.deepEqual(ports, [`\${GATEHOUSE_SIGNAL_ADDRESS:-127.0.0.1}:${listener}:${listener}`]);
  });

  test('keeps backups in a volume that the service may write to', () => {
    const { environment, volumes } = compose.services.gatehouse;
    const [name, place] = volumes[0].split(':');
    assert.ok(name in compose.volumes);
    assert.equal(environment.GATEHOUSE_BACKUP_DIR, place);
    const text = read('container', 'Containerfile');
    assert.ok(text.includes(`"/image/volumes${place}"`));
    assert.match(text, /^COPY --from=build --chown=65532:65532 \/image\/volumes\/ \/$/m);
  });

  test('trusts the network of the proxy and builds this version', () => {
    const { environment, image } = compose.services.gatehouse;
    const [{ subnet }] = compose.networks.front.ipam.config;
    assert.equal(environment.GATEHOUSE_TRUSTED_PROXIES, subnet);
    const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
    assert.ok(image.endsWith(`:-${version}}`), image);
    const chart = parse(read('helm', 'gatehouse', 'Chart.yaml'));
    assert.deepEqual([chart.version, chart.appVersion], [version, version]);
  });
});

describe('the chart', () => {
  const values = parse(read('helm', 'gatehouse', 'values.yaml'));
  const validate = new Ajv({ allowUnionTypes: true }).compile(valuesSchema);
  const isValid = (more: Record<string, unknown>): boolean => validate({ ...values, ...more });

  test('has the schema that `npm run generate` writes', () => {
    assert.deepEqual(JSON.parse(read('helm', 'gatehouse', 'values.schema.json')), valuesSchema);
  });

  test('has values that its schema accepts, and it refuses mistakes', () => {
    assert.ok(isValid({}), JSON.stringify(validate.errors));
    const publicUrl = { GATEHOUSE_PUBLIC_URL: 'https://desk.example.org' };
    assert.ok(!isValid({ settings: { ...publicUrl, GATEHOUSE_NAME: 'x' } }), 'an unknown setting');
    assert.ok(!isValid({ settings: { ...publicUrl, DATABASE_URL: 'postgres://' } }), 'a secret');
    assert.ok(!isValid({ secrets: { name: 'gatehouse', files: {} } }), 'no database');
    assert.ok(!isValid({ replica: 3 }), 'a misspelt value');
    assert.ok(!isValid({ replicas: 0 }), 'no replicas');
    assert.ok(isValid({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4318' } }));
    assert.ok(!isValid({ env: { LOG_LEVEL: 'info' } }), 'a setting among the other variables');
  });

  test('sets settings and uses values that exist', () => {
    const folder = at('helm', 'gatehouse', 'templates');
    const texts = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
    const deployment = texts.find((text) => text.includes('kind: Deployment')) ?? '';
    const names = [...deployment.matchAll(/- \{ name: ([A-Z_]+), value/g)].map(([, name]) => name);
    assertSettings(names as string[]);
    const used = texts.flatMap((text) => [...text.matchAll(/\.Values\.([\w.]+)/g)]);
    assert.ok(used.length > 20);
    for (const [, place = ''] of used) {
      const value = place.split('.').reduce((inside, name) => inside?.[name], values);
      assert.notEqual(value, undefined, place);
    }
  });

  const helm = findProgram('helm') ?? findBuiltTool('helm');
  const chart = at('helm', 'gatehouse');
  /** What helm renders for the oldest Kubernetes of Chart.yaml, with the values of a YAML text. */
  const render = (text: string): string => {
    // A helm that was not built by its makers takes itself for one of Kubernetes 1.20.
    const args = ['template', 'desk', chart, '--kube-version', '1.27.0', '--values', '-'];
    return execFileSync(helm as string, args, { encoding: 'utf8', input: text });
  };
  const needsHelm = {
    skip: helm === null && 'helm is neither installed nor built by npm run deploy:check',
  };

  test('is rendered by helm', needsHelm, () => {
    execFileSync(helm as string, ['lint', '--strict', chart]);
    const text = render(
      'ingress: { enabled: true }\ninviteKey: invite\nbackup: { enabled: true }\n',
    );
    const kinds = [...text.matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind);
    assert.deepEqual(kinds.toSorted(), [
      'Deployment',
      'Ingress',
      'NetworkPolicy',
      'PersistentVolumeClaim',
      'PodDisruptionBudget',
      'Service',
      'Service',
      'ServiceAccount',
    ]);
  });

  test('mounts the backups of its own claim, of another one, or none', needsHelm, () => {
    assert.doesNotMatch(render('replicas: 2\n'), /backups/);
    const own = render('backup: { enabled: true }\n');
    assert.match(own, /name: GATEHOUSE_BACKUP_DIR, value: "\/backups"/);
    assert.match(own, /claimName: "desk-gatehouse-backups"/);
    const other = render('backup: { enabled: true, claim: elsewhere }\n');
    assert.match(other, /claimName: "elsewhere"/);
    assert.doesNotMatch(other, /kind: PersistentVolumeClaim/);
  });

  test('gives large numbers of a values file to the service as digits', needsHelm, () => {
    const text = render(`settings: { GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE: 1000000 }
env: { OTEL_TRACES_SAMPLER_ARG: 0.25 }
`);
    assert.match(text, /name: GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE, value: "1000000"/);
    assert.match(text, /name: OTEL_TRACES_SAMPLER_ARG, value: "0.25"/);
  });
});

describe('the alert rules', () => {
  const promtool = findProgram('promtool') ?? findBuiltTool('promtool');
  const needsPromtool = {
    skip: promtool === null && 'promtool is neither installed nor built by npm run deploy:check',
  };
  test('pass their tests in promtool', needsPromtool, () => {
    const options = { cwd: at('monitoring'), stdio: 'pipe' as const };
    execFileSync(promtool as string, ['check', 'rules', 'alerts.yaml'], options);
    execFileSync(promtool as string, ['test', 'rules', 'alerts.test.yaml'], options);
  });
});
