import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { mergeSnapshots } from '../../src/usage/merge-snapshots.ts';
import type { StorageQuota, StorageSnapshot } from '../../src/usage/storage-figures.ts';

const quota: StorageQuota = { limitBytes: 2, usedBytes: 1 };

function snapshot(takenAt: string, project: string[], home = 'home'): StorageSnapshot {
  return {
    takenAt,
    projectQuotas: new Map(project.map((volume) => [volume, quota])),
    userQuotas: new Map([['alice', new Map([[home, quota]])]]),
  };
}

suite('M5.3 snapshots of several resources', () => {
  test('a volume that several resources have is named with its resource', () => {
    const [merged, ...more] = mergeSnapshots([
      { resource: 'ai', snapshots: [snapshot('2026-08-03T06:00:00Z', ['scratch', 'fast'])] },
      { resource: 'i3', snapshots: [snapshot('2026-08-03T07:00:00Z', ['scratch'], 'work')] },
    ]);
    assert.deepEqual(more, []);
    assert.equal(merged?.takenAt, '2026-08-03T07:00:00Z');
    assert.deepEqual(
      [...(merged?.projectQuotas.keys() ?? [])],
      ['ai-scratch', 'fast', 'i3-scratch'],
    );
    assert.deepEqual([...(merged?.userQuotas.get('alice')?.keys() ?? [])], ['home', 'work']);
  });

  test('a day that only one of them has is a snapshot too', () => {
    const merged = mergeSnapshots([
      { resource: 'ai', snapshots: [snapshot('2026-08-01T06:00:00Z', ['scratch'])] },
      { resource: 'i3', snapshots: [snapshot('2026-08-02T06:00:00Z', ['fast'])] },
    ]);
    assert.deepEqual(
      merged.map(({ takenAt }) => takenAt.slice(0, 10)),
      ['2026-08-01', '2026-08-02'],
    );
  });

  test('of a single resource are as they are', () => {
    const own = snapshot('2026-08-01T06:00:00Z', ['scratch']);
    assert.deepEqual(mergeSnapshots([{ resource: 'ai', snapshots: [own] }]), [own]);
    assert.deepEqual(mergeSnapshots([]), []);
  });
});
