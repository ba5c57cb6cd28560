import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { TestApp } from '../support/test-app.ts';
import { awardsPath, openListedAwards } from './listed-awards.ts';

/* docs/rules/api.md, R2 and R3: pages of a list, and the list as CSV. */

let app: TestApp;

before(async () => {
  ({ app } = await openListedAwards());
});
after(() => app.close());

describe('CSV', () => {
  const read = async (query: string, as?: string): Promise<string[][]> => {
    const reply = await app.get(`${awardsPath}export/?${query}`, as === undefined ? {} : { as });
    assert.equal(reply.status, 200, reply.text);
    assert.equal(reply.headers.get('content-type'), 'text/csv; charset=utf-8');
    // No cell here has a comma or a line break.
    return reply.text
      .split('\r\n')
      .slice(0, -1)
      .map((line) => line.split(','));
  };

  test('has the filters and the order of the list, on all pages, and a line for each award', async () => {
    const [header = [], ...rows] = await read('state=pending&state=rejected&o=-created');
    const records = rows.map((row) => Object.fromEntries(row.map((cell, n) => [header[n], cell])));
    assert.deepEqual(
      records.map(({ identifier }) => identifier),
      ['delta.ukri', 'gamma.ukri', 'beta.ukri'],
    );
    const { credits, members, call, awarding_portal, waiting_reasons } = records[2] ?? {};
    assert.deepEqual(
      { credits, members, call, awarding_portal, waiting_reasons },
      {
        credits: '500.00',
        members: '1',
        call: 'CALL-1',
        awarding_portal: 'ukri',
        waiting_reasons: 'Every award of this template waits for a reviewer.',
      },
    );
  });

  test('has only what the caller sees, and the separator that was asked for', async () => {
    await app.createPerson('csv-stranger');
    assert.equal((await read('', 'csv-stranger')).length, 1);
    // Reading a body as text drops the byte order mark, so the bytes are compared.
    const reply = await fetch(
      `${app.url}${awardsPath}export/?separator=semicolon&byte_order_mark=true`,
      {
        headers: { authorization: `Token ${app.people.get('staff')?.token}` },
      },
    );
    const bytes = Buffer.from(await reply.arrayBuffer());
    assert.equal(bytes.toString('latin1', 0, 3), '\xEF\xBB\xBF');
    assert.match(bytes.toString('utf8', 3), /^identifier;destination;name;/);
    assert.equal((await app.get(`${awardsPath}export/?state=open`)).status, 400);
  });
});

describe('pages', () => {
  test('Link: first, prev, next, last with absolute URLs that keep every other parameter', async () => {
    const query =
      'page_size=2&state=pending&state=approved&state=rejected&state=canceled&o=identifier';
    const links: string[] = [];
    const seen: string[] = [];
    for (const page of [1, 2, 3]) {
      const reply = await app.get(`${awardsPath}?${query}&page=${page}`);
      seen.push(...reply.body.map((row: { identifier: string }) => row.identifier));
      links.push(reply.headers.get('link') ?? '');
      assert.equal(reply.headers.get('x-result-count'), '5');
    }
    assert.equal(new Set(seen).size, 5);
    const rels = links.map((link) => [...link.matchAll(/rel="(\w+)"/g)].map((match) => match[1]));
    assert.deepEqual(rels, [
      ['first', 'next', 'last'],
      ['first', 'prev', 'next', 'last'],
      ['first', 'prev', 'last'],
    ]);
    const next = /<([^>]+)>; rel="next"/.exec(links[0] ?? '')?.[1] as string;
    assert.ok(next.startsWith(app.url));
    const { searchParams } = new URL(next);
    assert.deepEqual(
      [
        searchParams.get('page'),
        searchParams.get('page_size'),
        searchParams.getAll('state').length,
      ],
      ['2', '2', 4],
    );
    assert.equal((await app.get(next)).body.length, 2);
  });

  test('Link: only the relation of a link says "next", whatever the list is filtered by', async () => {
    const reply = await app.get(`${awardsPath}?page_size=2&page=1&q=Next&o=next`);
    const link = reply.headers.get('link') ?? '';
    assert.equal(/next/i.test(link.replaceAll('rel="next"', '')), false, link);
    const first = new URL(/<([^>]+)>; rel="first"/.exec(link)?.[1] ?? '');
    assert.deepEqual([first.searchParams.get('q'), first.searchParams.get('o')], ['Next', 'next']);
  });

  test('a page beyond the last is 404, page 1 of nothing is []', async () => {
    const beyond = await app.get(`${awardsPath}?page=2`);
    assert.deepEqual([beyond.status, beyond.body], [404, { detail: 'Invalid page.' }]);
    const nothing = await app.get(`${awardsPath}?state=draft`);
    assert.deepEqual([nothing.status, nothing.body], [200, []]);
    assert.equal((await app.get(`${awardsPath}?state=draft&page=2`)).status, 404);
  });

  test('the pages are the whole list in its order, from whichever end they are counted', async () => {
    for (const order of ['', 'created', '-created', 'details__name,-identifier', '-state']) {
      for (const more of ['', '&state=pending&state=approved', '&query=ukri']) {
        const query = `${more}&o=${order}`;
        const whole = (await app.get(`${awardsPath}?page_size=100${query}`)).body;
        for (const size of [1, 2, 3]) {
          const pages = [];
          for (let page = 1; page <= Math.ceil(whole.length / size); page++) {
            const reply = await app.get(`${awardsPath}?page_size=${size}&page=${page}${query}`);
            assert.equal(reply.headers.get('x-result-count'), String(whole.length));
            pages.push(...reply.body);
          }
          assert.deepEqual(pages, whole, query);
        }
      }
    }
  });

  test('page_size: more than 300 is 300, nonsense is 10', async () => {
    for (const size of ['1000000000', '301', '-5', '0', 'many', '']) {
      assert.equal((await app.get(`${awardsPath}?page_size=${size}`)).body.length, 5, size);
    }
    assert.equal((await app.get(`${awardsPath}?page_size=3`)).body.length, 3);
  });
});
