#!/usr/bin/env bash
# The jobs of a fetched batch come in no order at all: neither by priority nor by time.
#
# Packages: pg-boss 12.38.0 and @electric-sql/pglite 0.5.17 (npm); PostgreSQL 15 over pg 8.23.1 does the same.
# Guessed:  jobs of a batch come as single ones do: the highest priority first, then the oldest.
# Seen:     the right jobs are chosen, but they are returned as the UPDATE meets them. Fifty jobs fetched one at a time
#           come in the order in which they were sent, and shuffled in one batch. A batch of the ten jobs with the
#           highest priorities does not begin with the highest one.
# Matters:  a worker with `batchSize` that goes through its jobs in turn sends "approved" before "received", and an older
#           value after the newest. Put a number into the data and sort by it, or fetch jobs one at a time.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund pg-boss@12.38.0 @electric-sql/pglite@0.5.17 > /dev/null

cat > batch.mjs <<'JS'
import assert from 'node:assert';
import { PGlite } from '@electric-sql/pglite';
import { fromPglite, PgBoss } from 'pg-boss';

const boss = new PgBoss({ db: fromPglite(new PGlite()), supervise: false, schedule: false });
await boss.start();
const fetchNumbers = async (name, batchSize) => (await boss.fetch(name, { batchSize })).map((job) => job.data.number);
const fill = async (name, count, options) => {
  await boss.createQueue(name);
  for (let number = 0; number < count; number += 1) await boss.send(name, { number }, options(number));
};
const byNumber = (one, other) => one - other;

await fill('single', 50, () => ({}));
const single = [];
for (let number = 0; number < 50; number += 1) single.push(...(await fetchNumbers('single', 1)));
await fill('batch', 50, () => ({}));
const batch = await fetchNumbers('batch', 50);
await fill('chosen', 50, (number) => ({ priority: number }));
const chosen = await fetchNumbers('chosen', 10);
console.log({ single: single.join(' '), batch: batch.join(' '), 'ten highest priorities': chosen.join(' ') });
await boss.stop({ graceful: false });

const sent = Array.from({ length: 50 }, (_, number) => number);
assert.deepStrictEqual(single, sent);
assert.deepStrictEqual([...batch].sort(byNumber), sent);
assert.deepStrictEqual([...chosen].sort(byNumber), sent.slice(40), 'the choice no longer goes by priority');
assert.notDeepStrictEqual(batch, sent, 'a batch is in order now');
assert.notDeepStrictEqual(chosen, sent.slice(40).reverse(), 'a batch is in order of priority now');
JS
node batch.mjs
