import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { settingInfos } from '../../src/config/settings-schema.ts';
import { findProgram } from '../support/find-program.ts';
import { projectRoot } from '../support/gatehouse-process.ts';

/* The systemd unit, its account and folders: what it names exists, and systemd's own tools take it. */

const at = (name: string): string => path.join(projectRoot, 'deploy', 'systemd', name);
const variables = new Set(Object.values(settingInfos).map(({ variable }) => variable));
const unit = at('gatehouse.service');
const text = readFileSync(unit, 'utf8');

test('sets settings that exist', () => {
  const names = [...text.matchAll(/^Environment=(\w+)=/gm)].map(([, name]) => name as string);
  const ours = names.filter((name) => !name.startsWith('NODE_'));
  assert.deepEqual(
    ours.filter((name) => !variables.has(name.replace(/_FILE$/, ''))),
    [],
  );
});

test('runs the service with the flags of every other start', () => {
  const [, command = ''] = /^ExecStart=(.+)$/m.exec(text) ?? [];
  const flags = JSON.parse(readFileSync(path.join(projectRoot, 'bin', 'node-flags.json'), 'utf8'));
  assert.deepEqual(command.split(' '), [
    '/opt/gatehouse/bin/node',
    ...flags,
    '/opt/gatehouse/src/main.ts',
    'serve',
  ]);
});

test('waits longer before it kills than a stop takes by default', () => {
  const [, seconds] = /^TimeoutStopSec=(\d+)$/m.exec(text) ?? [];
  const drain = Number(settingInfos.drainSeconds.default);
  assert.ok(Number(seconds) > drain + Number(settingInfos.shutdownDelaySeconds.default) + 15);
});

const analyze = findProgram('systemd-analyze');
const needsSystemd = { skip: analyze === null && 'systemd is not installed' };
test('has options that systemd knows', needsSystemd, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-unit-'));
  try {
    const copy = path.join(folder, 'gatehouse.service');
    // The program is installed only on a server.
    writeFileSync(copy, text.replace('/opt/gatehouse/bin/node', process.execPath));
    const { status, stderr } = spawnSync(analyze as string, ['verify', copy]);
    assert.deepEqual([status, String(stderr)], [0, '']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('takes a bridge by a drop-in, with the settings that exist', needsSystemd, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-unit-'));
  const verify = (dropIn: string): string => {
    const copy = path.join(folder, 'gatehouse.service');
    writeFileSync(copy, text.replace('/opt/gatehouse/bin/node', process.execPath));
    mkdirSync(`${copy}.d`, { recursive: true });
    writeFileSync(path.join(`${copy}.d`, 'bridge.conf'), dropIn);
    return String(spawnSync(analyze as string, ['verify', copy]).stderr);
  };
  try {
    const dropIn = readFileSync(at('bridge.conf'), 'utf8');
    const [, variable = '', credential] = /^Environment=(\w+)=%d\/(\w+)$/m.exec(dropIn) ?? [];
    assert.ok(variables.has(variable), variable);
    assert.match(dropIn, new RegExp(`^LoadCredential=${credential}:/etc/gatehouse/secrets/`, 'm'));
    assert.equal(verify(dropIn), '');
    assert.match(verify(dropIn.replace('LoadCredential', 'LoadCredentials')), /LoadCredentials/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const hasTools = ['systemd-sysusers', 'systemd-tmpfiles'].every((name) => findProgram(name));
const needsTools = {
  skip: !hasTools && 'systemd-sysusers and systemd-tmpfiles are not installed',
};
test('makes the account and the folders that it needs', needsTools, () => {
  const root = mkdtempSync(path.join(tmpdir(), 'gatehouse-root-'));
  try {
    const run = (name: string, ...args: string[]) =>
      execFileSync(findProgram(name) as string, [`--root=${root}`, ...args], { stdio: 'pipe' });
    for (const [kind, name] of [
      ['sysusers', 'gatehouse.sysusers'],
      ['tmpfiles', 'gatehouse.tmpfiles'],
    ] as const) {
      mkdirSync(path.join(root, 'etc', `${kind}.d`), { recursive: true });
      cpSync(at(name), path.join(root, 'etc', `${kind}.d`, 'gatehouse.conf'));
    }
    run('systemd-sysusers');
    const accounts = readFileSync(path.join(root, 'etc', 'passwd'), 'utf8');
    assert.match(accounts, /^gatehouse:x:\d+:\d+:Gatehouse:\/var\/lib\/gatehouse:/m);
    run('systemd-tmpfiles', '--create');
    const modeOf = (name: string) => statSync(path.join(root, name)).mode & 0o777;
    assert.equal(modeOf('etc/gatehouse/secrets'), 0o700);
    assert.equal(modeOf('var/backups/gatehouse'), 0o700);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('is confined, as systemd rates it', needsSystemd, () => {
  const report = execFileSync(analyze as string, ['security', '--offline=true', unit], {
    encoding: 'utf8',
  });
  const [, exposure] = /Overall exposure level for \S+: ([\d.]+)/.exec(report) ?? [];
  assert.ok(Number(exposure) < 2, report.slice(-200));
});
