import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyedSemaphore, SemaphoreFullError } from '../../src/access/keyed-semaphore.ts';

const patient = { max: 2, maxWaiting: 1, maxWaitMs: 60_000 };

/** Whether the promise is settled, once everything that is ready has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  promise.then(
    () => (settled = true),
    () => (settled = true),
  );
  await new Promise(setImmediate);
  return settled;
}

test('lets the longest waiting one in when a place is freed', async () => {
  const semaphore = new KeyedSemaphore({ ...patient, maxWaiting: 2 });
  const release = await semaphore.acquire('ada');
  await semaphore.acquire('ada');
  const third = semaphore.acquire('ada');
  const fourth = semaphore.acquire('ada');
  assert.equal(await isSettled(third), false);
  release();
  assert.equal(await isSettled(third), true);
  assert.equal(await isSettled(fourth), false);
  (await third)();
  await fourth;
});

test('frees a place once, however often it is released', async () => {
  const semaphore = new KeyedSemaphore({ ...patient, max: 1, maxWaiting: 2 });
  const release = await semaphore.acquire('ada');
  const second = semaphore.acquire('ada');
  const third = semaphore.acquire('ada');
  release();
  release();
  const releaseSecond = await second;
  assert.equal(await isSettled(third), false);
  releaseSecond();
  await third;
});

test('refuses where too many wait, and does not delay another key', async () => {
  const semaphore = new KeyedSemaphore({ ...patient, max: 1 });
  const release = await semaphore.acquire('ada');
  const second = semaphore.acquire('ada');
  await assert.rejects(semaphore.acquire('ada'), SemaphoreFullError);
  await semaphore.acquire('grace');
  release();
  await second;
});

test('refuses after the longest wait', async () => {
  const semaphore = new KeyedSemaphore({ max: 1, maxWaiting: 1, maxWaitMs: 1 });
  await semaphore.acquire('ada');
  await assert.rejects(semaphore.acquire('ada'), SemaphoreFullError);
  // The refused one waits no more.
  await assert.rejects(semaphore.acquire('ada'), SemaphoreFullError);
});

test('forgets a waiting one that is aborted', async () => {
  const semaphore = new KeyedSemaphore({ ...patient, max: 1 });
  const release = await semaphore.acquire('ada');
  const controller = new AbortController();
  const aborted = semaphore.acquire('ada', controller.signal);
  controller.abort(new Error('gone'));
  await assert.rejects(aborted, /gone/);
  const next = semaphore.acquire('ada');
  release();
  await next;
});
