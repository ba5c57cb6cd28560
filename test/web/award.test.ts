import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { lookAt, WebDesk } from '../support/browser.ts';
import { arrive, pageOf, section } from './awards.ts';

/* Issue 4, screen 3: an award as a person reads it. Deciding is in decide.test.ts. */

let web: WebDesk;
before(async () => {
  web = await WebDesk.open();
});
after(() => web.close());

const awardsOf = async (query: string) =>
  (await web.desk.get(`/api/openportal-managed-projects/?page_size=300&${query}`)).body;

for (const [state, who] of [
  ['pending', 'rosalind'],
  ['approved', 'rosalind'],
  ['rejected', 'help'],
] as const) {
  test(`the page of a ${state} award, in every look`, async () => {
    const [award] = await awardsOf(`state=${state}`);
    const address = `/awards/${award.identifier}/${award.destination}`;
    const findings = await lookAt(web, who, address, `award-${state}`, (page) =>
      section(page, 'History').getByRole('listitem').first().waitFor(),
    );
    assert.deepEqual(findings, []);
  });
}

test('the dialog of an approval, in every look', async () => {
  await arrive(web, 'look1.ukri');
  const findings = await lookAt(web, 'rosalind', pageOf('look1.ukri'), 'award-approve', async (page) => {
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('dialog').getByText('A project is made').waitFor();
    await page.waitForTimeout(300);
  });
  assert.deepEqual(findings, []);
});

test('nothing went wrong unseen', () => assert.deepEqual(web.complaints, []));
