import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadRowsThatFit } from '../../src/http/load-rows-that-fit.ts';
import { cutRows } from '../../src/http/pagination.ts';
import { readRestOfPage } from '../../web/api/cut-pages.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* docs/rules/api.md, R3.8: a page that would be too large is cut. The bound is 64 KiB here. */

const maxReplyBytes = 65_536;
const awardCount = 23;
let app: TestApp;

before(async () => {
  app = await TestApp.open({}, { maxReplyBytes });
  await app.createTemplateWithCustomers({ approval_limit: '0' });
  for (let n = 0; n < awardCount; n++) {
    // Of very different sizes.
    const description = 'x'.repeat(n % 5 === 0 ? 20_000 : n * 100);
    await app.sendInstruction('create_project', { ...awardDetails, description }, `p${n}.ukri`);
    await app.sendInstruction('update_project', { name: `Award ${n}` }, `p${n}.ukri`);
  }
  for (let n = 0; n < 12; n++) {
    const [customer] = (await app.get('/api/customers/?name=Customer')).body;
    await app.create('/api/projects/', {
      name: `Project ${n}`,
      customer: customer.url,
      description: 'y'.repeat(15_000),
    });
  }
});
after(() => app.close());

interface FollowedList {
  ids: string[];
  sizes: number[];
  total: number;
}

/** Follows `next` from a URL to the end of its list. */
async function follow(first: string, id: (row: Record<string, unknown>) => string) {
  const followed: FollowedList = { ids: [], sizes: [], total: 0 };
  for (let url: string | undefined = first; url !== undefined; ) {
    const reply = await app.get(url);
    assert.equal(reply.status, 200, reply.text);
    followed.ids.push(...reply.body.map(id));
    followed.sizes.push(reply.body.length);
    followed.total = Number(reply.headers.get('x-result-count'));
    url = /<([^>]+)>; rel="next"/.exec(reply.headers.get('link') ?? '')?.[1];
  }
  return followed;
}

const lists = [
  ['/api/openportal-managed-projects/', (row) => String(row.identifier), awardCount],
  ['/api/openportal-managed-project-audit/', (row) => String(row.id), 2 * awardCount],
  ['/api/projects/', (row) => String(row.uuid), 12],
] as [string, (row: Record<string, unknown>) => string, number][];

describe('a page that would be too large is cut', () => {
  for (const [path, id, count] of lists) {
    test(`${path}: who follows next gets every row once, and the count stays right`, async () => {
      for (const size of [7, 10, 12, 300]) {
        const { ids, sizes, total } = await follow(`${path}?page_size=${size}`, id);
        assert.equal(new Set(ids).size, count, `page_size=${size}: a row is missing`);
        assert.equal(ids.length, count, `page_size=${size}: a row came twice`);
        assert.equal(total, count);
        if (size === 300) assert.ok((sizes[0] ?? 0) < count, `${sizes}`);
      }
    });

    test(`${path}: no reply is larger than the bound, and none fails`, async () => {
      for (const page of [1, 2, 3]) {
        const reply = await app.get(`${path}?page_size=${count}&page=${page}`);
        assert.equal(reply.status, page === 1 ? 200 : 404);
        if (page === 1) assert.ok(reply.text.length <= maxReplyBytes, String(reply.text.length));
      }
    });
  }

  test('next of a cut page is its rest, other parameters stay, and whole pages keep their numbers', async () => {
    const path = '/api/projects/?page_size=6&o=-name';
    const first = await app.get(path);
    const fitting = first.body.length;
    assert.ok(fitting < 6, String(fitting));
    const link = first.headers.get('link') ?? '';
    const rest = 2 ** 30 + fitting;
    assert.ok(link.includes(`${path}&page=${rest}>; rel="next"`), link);
    assert.ok(link.includes(`${path}&page=2>; rel="last"`), link);
    const second = await app.get(`${path}&page=${rest}`);
    assert.equal(second.body.length, 6 - fitting);
    assert.ok(second.headers.get('link')?.includes(`${path}&page=2>; rel="next"`));
    assert.ok(second.headers.get('link')?.includes(`${path}&page=1>; rel="prev"`));
  });
});

describe('clients that read pages in other ways', () => {
  /** As `sync_all` of waldur-api-client: only `page` of the next link, with a page_size of its own. */
  async function readByPageOfLink(path: string, id: (row: Record<string, unknown>) => string) {
    const ids: string[] = [];
    for (let page: string | null = '1'; page !== null; ) {
      const reply = await app.get(`${path}?page_size=100&page=${page}`);
      assert.equal(reply.status, 200, reply.text);
      ids.push(...reply.body.map(id));
      const next = /<([^>]+)>; rel="next"/.exec(reply.headers.get('link') ?? '')?.[1];
      page = next === undefined ? null : new URL(next).searchParams.get('page');
    }
    return ids;
  }

  for (const [path, id, count] of lists) {
    test(`${path}: who reads only page of the next link gets every row once`, async () => {
      const ids = await readByPageOfLink(path, id);
      assert.equal(ids.length, count);
      assert.equal(new Set(ids).size, count);
    });

    test(`${path}: who counts pages without Link sees by X-Result-Count that rows are missing`, async () => {
      const ids = new Set<string>();
      let total = 1;
      for (let page = 1; (page - 1) * 10 < total; page++) {
        const reply = await app.get(`${path}?page_size=10&page=${page}`);
        assert.equal(reply.status, 200, reply.text);
        total = Number(reply.headers.get('x-result-count'));
        for (const row of reply.body) ids.add(id(row));
        const hasWholePage = reply.body.length === Math.min(10, total - (page - 1) * 10);
        const next = /page=(\d+)>; rel="next"/.exec(reply.headers.get('link') ?? '')?.[1];
        assert.equal(Number(next ?? 0) >= 2 ** 30, !hasWholePage, `page ${page}`);
      }
      assert.equal(total, count);
      assert.ok(ids.size < total, `${ids.size} of ${total}`);
    });
  }
});

test('the pages of the desk put a cut page together', async () => {
  const headers = { authorization: `Token ${app.people.get('staff')?.token}` };
  const fetchPath = (path: string) => fetch(new URL(path, app.url), { headers });
  for (const [size, page] of [
    [12, 1],
    [6, 2],
    [2, 3],
  ] as const) {
    const response = await fetchPath(`/api/projects/?page_size=${size}&page=${page}&o=name`);
    const cut = (await response.json()) as { uuid: string }[];
    const whole = await readRestOfPage(cut, response, fetchPath);
    const all = await follow('/api/projects/?page_size=1&o=name', (row) => String(row.uuid));
    const wanted = all.ids.slice((page - 1) * size, page * size);
    assert.deepEqual(
      whole.map(({ uuid }) => uuid),
      wanted,
    );
    assert.equal(cut.length < whole.length, size > 4, `page_size=${size}`);
  }
});

test('one row that is larger than the bound is a page of its own', () => {
  assert.deepEqual(cutRows([9, 1, 1], 3, 5, Number), { rows: [9], size: 1 });
  assert.deepEqual(cutRows([2, 2, 2, 2], 4, 6, Number), { rows: [2, 2, 2], size: 3 });
  assert.deepEqual(cutRows([2, 2], 4, 6, Number), { rows: [2, 2], size: 4 });
});

test('large rows are loaded only until a reply is full', async () => {
  const keys = Array.from({ length: 300 }, (_, index) => index);
  let loaded = 0;
  const load = async (batch: readonly number[]) => {
    loaded += batch.length;
    return batch.map((key) => ({ key, text: 'x'.repeat(1000) }));
  };
  const large = await loadRowsThatFit(keys, 300, 50_000, load);
  assert.deepEqual([loaded, large.rows.length, large.size], [60, 60, 60]);
  loaded = 0;
  const small = await loadRowsThatFit(keys, 300, 5_000_000, load);
  assert.deepEqual([loaded, small.rows.length, small.size], [300, 300, 300]);
});
