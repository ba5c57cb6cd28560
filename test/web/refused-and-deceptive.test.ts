import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { BrowserTestApp, findAxeViolations } from '../support/browser-test-app.ts';
import { findFreePorts } from '../support/free-ports.ts';
import { TestProvider } from '../support/oidc/test-provider.ts';
import { awardDetails } from '../support/test-app.ts';
import { awardPagePath } from './award-helpers.ts';
import { happened, loseReply } from './network-helpers.ts';

/* Issue 18, 8 and 10, on the pages: deceptive text is marked, refused people find a way on. */

let web: BrowserTestApp;
let provider: TestProvider;

before(async () => {
  const [port = 0] = await findFreePorts(1);
  provider = await TestProvider.open([`http://127.0.0.1:${port}`]);
  web = await BrowserTestApp.open({
    demo: false,
    port,
    providers: [provider.getSettings({ unknownPeople: 'refuse' })],
  });
});
afterEach(() => web.closePages());
after(async () => {
  await web.close();
  await provider.close();
});

test('staff link somebody who was refused, who offers another account until then', async () => {
  await provider.configure({
    people: { 'sub-sam': { preferred_username: 'sam', name: 'Sam Stranger' } },
  });
  const context = await web.createContext();
  const visitor = await context.newPage();
  await visitor.goto('/sign-in');
  await visitor.getByRole('link', { name: 'Sign in with Example University' }).click();
  await visitor.locator('input[name=login]').fill('sub-sam');
  await visitor.locator('input[name=password]').fill('any');
  await visitor.locator('button[type=submit]').click();
  await visitor.getByText('You have no account here.').waitFor();
  await visitor.getByRole('link', { name: 'Sign out at Example University' }).waitFor();
  assert.deepEqual(await findAxeViolations(visitor), []);
  await visitor.getByRole('link', { name: 'Use another account' }).click();
  await visitor.locator('input[name=login]').waitFor();

  await web.app.createPerson('sam');
  const page = await web.openPage('staff', '/people');
  const refused = page.getByRole('region', { name: 'Refused at sign-on' });
  await refused.getByText(`sub-sam at ${provider.issuer}`).waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
  await refused.getByRole('button', { name: 'Link sub-sam to an account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Person' }).fill('sam');
  await page.getByRole('option', { name: /\(sam\)/ }).click();
  await loseReply(page, '**/identities/');
  await dialog.getByRole('button', { name: 'Link', exact: true }).click();
  await happened(page, 'Sam Stranger can now sign in to this account.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await refused.waitFor({ state: 'detached' });
  const identity = await web.app.db
    .selectFrom('person_identity')
    .innerJoin('person', 'person.id', 'person_id')
    .select(['username', 'subject'])
    .executeTakeFirstOrThrow();
  assert.deepEqual(identity, { username: 'sam', subject: 'sub-sam' });
  assert.deepEqual(web.consoleErrors, []);
});

test('an identity that belongs to another is explained on the own page', async () => {
  const uuid = web.app.people.get('staff')?.uuid;
  const page = await web.openPage('staff', `/people/${uuid}?problem=taken`);
  await page.getByText('That identity belongs to another account already.').waitFor();
});

test('a name and a link that deceive are marked, and a link shows its host', async () => {
  await web.app.createTemplateWithCustomers();
  const details = {
    ...awardDetails,
    name: 'Deep \u202esea',
    allocation: '5000 NHR',
    award: { id: 'Grаnt 1', url: 'https://evil.example/grant' },
  };
  await web.app.sendInstruction('create_project', details, 'odd.ukri');
  const page = await web.openPage('staff', '/');
  await page.getByText('U+202E').first().waitFor();
  await page.goto(awardPagePath('odd.ukri'));
  const title = page.getByRole('heading', { level: 1 });
  await title.getByText('U+202E').waitFor();
  await title.getByRole('note', { name: /turn the direction/ }).waitFor();
  await page.getByText('(evil.example)').waitFor();
  await page.getByRole('note', { name: /mixes letters of several scripts/ }).waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
});

test('names of people and customers that deceive are marked wherever they are chosen or listed', async () => {
  const page = await web.openPage('staff', '/people');
  await web.app.db
    .insertInto('refused_sign_on')
    .values({
      issuer: provider.issuer,
      subject: 'sub-mallory',
      provider: 'university',
      problem: 'unknown',
      username: 'mallory',
      full_name: 'Ad\u200ba Lovelace',
      email: '',
      is_email_verified: false,
      first_refused: web.app.now.toISOString(),
      last_refused: web.app.now.toISOString(),
    })
    .execute();
  await page.reload();
  const refused = page.getByRole('region', { name: 'Refused at sign-on' });
  await refused.getByRole('note', { name: /cannot be seen/ }).waitFor();
  await refused.getByRole('button', { name: 'Link sub-mallory to an account' }).click();
  await page.getByRole('dialog', { name: 'Link Ad[U+200B]a Lovelace to an account' }).waitFor();
  await page.keyboard.press('Escape');
  const dismiss = refused.getByRole('button', { name: 'Dismiss sub-mallory' });
  await loseReply(page, '**/refused-sign-ons/*/', { method: 'DELETE', isDelivered: false });
  await dismiss.click();
  await refused.getByText('It has not happened so far').waitFor();
  await loseReply(page, '**/refused-sign-ons/*/', { method: 'DELETE' });
  await dismiss.click();
  await happened(page, 'The entry is removed.');
  await dismiss.waitFor({ state: 'detached' });

  const customer = await web.app.create('/api/customers/', { name: 'Access' });
  const member = await web.app.createPerson('grace');
  const user = web.app.people.get(member)?.uuid;
  await web.app.patch(`/api/users/${user}/`, { full_name: 'Gr\u202eace Hopper' });
  const body = { user, role: 'CUSTOMER.OWNER' };
  await web.app.post(`/api/customers/${customer.uuid}/add_user/`, body);
  await page.goto(`/customers/${customer.uuid}`);
  await page.getByRole('link', { name: /Gr.*U\+202E.*ace Hopper/ }).waitFor();
  await page.goto('/administration');
  await page
    .getByRole('note', { name: /turn the direction/ })
    .first()
    .waitFor();
  await page.goto(`/customers/${customer.uuid}`);
  await page.getByRole('button', { name: 'Grant a role' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Person' }).fill('grace');
  await page.getByRole('option', { name: 'Gr[U+202E]ace Hopper (grace)' }).waitFor();
  assert.deepEqual(web.consoleErrors, []);
});

test('every text of a stranger is marked where it is shown', async () => {
  const { app } = web;
  const { template, customer } = await app.createTemplateWithCustomers({ name: 'walked' });
  await app.patch(`/api/customers/${customer.uuid}/`, { name: 'Cust\u200bomer' });
  const details = {
    ...awardDetails,
    template: 'walked',
    name: 'Award\u200bname',
    description: 'Desc\u200bription',
    allocation: '5000 NHR',
    notes: [{ timestamp: app.now.toISOString(), author: 'Aut\u200bhor', text: 'No\u200bte' }],
    'extra\u200bkey': 'extra\u200bvalue',
  };
  await app.sendInstruction('create_project', details, 'walked.ukri');
  // Earlier versions had templates of any name.
  await app.db
    .updateTable('project_template')
    .set({ name: 'temp\u200blate' })
    .where('uuid', '=', template.uuid)
    .execute();
  const path = app.getAwardPath('walked.ukri');
  await app.post(`${path}internal-notes/`, { text: 'Inter\u200bnal' });
  assert.equal((await app.post(`${path}reject/`, { comment: 'Com\u200bment' })).status, 200);
  const staff = app.people.get('staff')?.uuid;
  await app.create(`/api/users/${staff}/tokens/`, { name: 'Tok\u200ben' });

  const pages: [path: string, texts: string[]][] = [
    [
      awardPagePath('walked.ukri'),
      ['Award name', 'Desc ription', 'Aut hor', 'No te', 'Inter nal', 'Com ment', 'temp late'],
    ],
    ['/?state=all', ['Award name', 'temp late']],
    ['/audit', ['Com ment']],
    [`/people/${staff}`, ['Tok en']],
    ['/templates', ['temp late', 'Cust omer']],
    [`/templates/${template.uuid}`, ['temp late']],
    [`/customers/${customer.uuid}`, ['Cust omer', 'temp late']],
    ['/administration', ['Cust omer', 'Tok en']],
  ];
  const page = await web.openPage('staff', '/');
  for (const [where, texts] of pages) {
    await page.goto(where);
    for (const text of texts) {
      const marked = page.locator('bdi', { hasText: text.replace(' ', 'U+200B') });
      await marked
        .first()
        .waitFor({ timeout: 10_000 })
        .catch(() => {
          assert.fail(`${where} does not mark ${text}`);
        });
    }
  }
  await page.goto(awardPagePath('walked.ukri'));
  await page.getByRole('button', { name: 'Raw details of the award' }).click();
  await page
    .getByRole('region', { name: 'Raw details of the award' })
    .getByText('extra[U+200B]value')
    .waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
  assert.deepEqual(web.consoleErrors, []);
});
