import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { Page, Route } from 'playwright-core';
import { BrowserTestApp, findAxeViolations } from '../support/browser-test-app.ts';
import { projectRoot } from '../support/gatehouse-process.ts';
import {
  dialogNamed,
  happened,
  holdBackAndLose,
  loseReply,
  offlineText,
  whileOffline,
} from './network-helpers.ts';
import { createCustomer } from './project-helpers.ts';
import { createTemplate, fetchTemplate } from './template-helpers.ts';

/* Issue 20, 1: forms and confirmations while the network is cut, or a request is held back. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

interface FormCase {
  name: string;
  open: (page: Page) => Promise<void>;
  submit: string;
  /** What was typed, and where. */
  field: string;
  text: string;
  /** Resolves when the form has been saved. */
  saved: (page: Page) => Promise<unknown>;
  /** The path of the request, where the reply to the other try is lost too. */
  lostPath?: string;
}

const forms: FormCase[] = [
  {
    name: 'a new customer',
    open: async (page) => {
      await page.goto('/customers');
      await page.getByRole('button', { name: 'New customer' }).click();
    },
    field: 'Name',
    text: 'Offline Institute',
    submit: 'Create customer',
    saved: (page) => page.getByRole('heading', { name: 'Offline Institute', level: 1 }).waitFor(),
  },
  {
    name: 'a changed customer',
    open: async (page) => {
      const { uuid } = await createCustomer(web, 'Cable Works');
      await page.goto(`/customers/${uuid}`);
      await page.getByRole('button', { name: 'Edit' }).click();
    },
    field: 'Name',
    text: 'Cable Works Ltd',
    submit: 'Save',
    saved: (page) => page.getByRole('heading', { name: 'Cable Works Ltd', level: 1 }).waitFor(),
  },
  {
    name: 'a new project',
    open: async (page) => {
      await createCustomer(web, 'Owner of one');
      await page.goto('/projects');
      await page.getByRole('button', { name: 'New project' }).click();
      await page.getByRole('dialog').getByRole('combobox', { name: 'Customer' }).fill('Owner of');
      await page.getByRole('option', { name: 'Owner of one' }).click();
    },
    field: 'Name',
    text: 'Offline project',
    submit: 'Create project',
    lostPath: '**/api/projects/',
    saved: (page) => happened(page, 'The project Offline project exists, since'),
  },
  {
    name: 'a new resource',
    open: async (page) => {
      await page.goto('/resources');
      await page.getByRole('button', { name: 'New resource' }).click();
      const destination = page.getByRole('dialog').getByLabel('Destination');
      await destination.fill('brics.isambard.clusters.offline');
    },
    field: 'Name',
    text: 'Offline cluster',
    submit: 'Create resource',
    lostPath: '**/api/openportal-resources/',
    saved: (page) => happened(page, 'The resource Offline cluster exists, since'),
  },
  {
    name: 'a new person',
    open: async (page) => {
      await page.goto('/people');
      await page.getByRole('button', { name: 'New person' }).click();
    },
    field: 'User name',
    text: 'offline-person',
    submit: 'Create account',
    lostPath: '**/api/users/',
    saved: (page) => happened(page, 'The account offline-person exists, since'),
  },
  {
    name: 'a new token',
    open: async (page) => {
      await page.goto(`/people/${web.app.people.get('staff')?.uuid}`);
      await page.getByRole('button', { name: 'New token' }).click();
    },
    field: 'Name',
    text: 'offline-token',
    submit: 'Create token',
    saved: (page) => page.getByText('The key of the new token').waitFor(),
  },
  {
    name: 'a changed template',
    open: async (page) => {
      const { uuid } = await createTemplate(web, 'cable');
      await page.goto(`/templates/${uuid}`);
    },
    field: 'Maximum',
    text: '7,500',
    submit: 'Save',
    saved: (page) => page.getByText('Template cable saved.').waitFor(),
  },
];

for (const { name, open, field, text, submit, saved, lostPath } of forms) {
  test(`keeps ${name} typed while offline, and sends it once on another try${lostPath === undefined ? '' : ', whose reply is lost'}`, async () => {
    const page = await web.openPage('staff', 'about:blank');
    await open(page);
    const input = page.getByRole('textbox', { name: field, exact: true }).last();
    await input.fill(text);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (!['GET', 'HEAD'].includes(request.method())) sent.push(request.url());
    });
    await whileOffline(page, async () => {
      await page.getByRole('button', { name: submit }).click();
      await page.getByText(offlineText).waitFor();
    });
    assert.deepEqual(sent, []);
    assert.equal(await input.inputValue(), text);
    const button = page.getByRole('button', { name: submit });
    if (lostPath !== undefined) await loseReply(page, lostPath);
    await button.click();
    await saved(page);
    if (lostPath !== undefined) {
      await button.waitFor({ state: 'detached' });
      await input.press('Enter');
      assert.deepEqual(await findAxeViolations(page), []);
    }
    assert.equal(sent.length, 1);
    await page.context().close();
  });
}

test('finds a template saved whose reply was lost', async () => {
  const { uuid } = await createTemplate(web, 'lostreply');
  const page = await web.openPage('staff', `/templates/${uuid}`);
  await page.getByRole('textbox', { name: 'Maximum' }).fill('4,321');
  const held = Promise.withResolvers<Route>();
  await page.route(`**/api/openportal-project-template/${uuid}/`, (route) =>
    route.request().method() === 'PATCH' ? held.resolve(route) : route.continue(),
  );
  await page.getByRole('button', { name: 'Save' }).click();
  const route = await held.promise;
  await route.fetch();
  await route.abort();
  await page.getByText(/it did happen: Template lostreply is saved/).waitFor();
  assert.equal((await fetchTemplate(web, uuid)).max_credit_limit, '4321.00');
  // What is stored is no unsaved change: the page can be left.
  await page.getByRole('link', { name: 'All templates' }).click();
  await page.getByRole('heading', { name: 'Templates', level: 1 }).waitFor();
});

test('closes the form of a new template that was created although the reply was lost', async () => {
  const page = await web.openPage('staff', '/templates/new');
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  await field('Name').fill('lost-call');
  await field('Awarding portal').fill('ukri');
  await field('Offering').fill('isambard-ai');
  for (const [name, typed, option] of [
    ['Provider', 'brist', 'Bristol Centre'],
    ['Customer', 'ukri', 'UKRI Access'],
  ] as const) {
    await page.getByRole('combobox', { name }).fill(typed);
    await page.getByRole('option', { name: option }).click();
  }
  await page.getByLabel('Pattern').fill('lost{count}');
  await loseReply(page, '**/api/openportal-project-template/');
  const create = page.getByRole('button', { name: 'Create template' });
  await create.click();
  await happened(page, 'The template lost-call exists.');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await field('Name').fill('lost-call-2');
  await field('Name').press('Enter');
  await create.waitFor({ state: 'detached' });
  assert.deepEqual(sent, []);
});

test('says since when a customer exists whose reply was lost, with the full time on hover', async () => {
  const page = await web.openPage('staff', '/customers');
  await page.getByRole('button', { name: 'New customer' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Lost Institute');
  await loseReply(page, '**/api/customers/');
  const loseReads = await holdBackAndLose(page, /\/api\/customers\/\?/);
  const create = page.getByRole('button', { name: 'Create customer' });
  await create.click();
  await page.getByText(/Looking at what is stored now/).waitFor();
  assert.ok(await create.isDisabled());
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('');
  await name.press('Enter');
  loseReads();
  await happened(page, 'The customer Lost Institute exists, since');
  const time = page.getByRole('alert').locator('time');
  assert.match((await time.getAttribute('title')) ?? '', /^\w+day,? \d.*\d\d:\d\d:\d\d UTC$/);
});

test('keeps a confirmation open while its request is held back', async () => {
  const { uuid } = await createCustomer(web, 'Short-lived');
  const page = await web.openPage('staff', `/customers/${uuid}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = dialogNamed(page, 'Delete Short-lived?');
  const held = Promise.withResolvers<Route>();
  await page.route(`**/api/customers/${uuid}/`, (route) =>
    route.request().method() === 'DELETE' ? held.resolve(route) : route.continue(),
  );
  await dialog.getByRole('button', { name: 'Delete customer' }).click();
  const route = await held.promise;
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialogNamed(page, 'The request is under way')
    .getByRole('button', { name: 'Keep waiting' })
    .click();
  await route.continue();
  await page.getByText('Customer Short-lived deleted.').waitFor();
});

test('sends no check of a resource that was asked for offline', async () => {
  const body = { name: 'Quiet cluster', destination: 'brics.isambard.clusters.quiet' };
  const { uuid } = await web.app.create('/api/openportal-resources/', body);
  const page = await web.openPage('staff', `/resources/${uuid}`);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  const check = page.getByRole('button', { name: 'Check' });
  await check.waitFor();
  await whileOffline(page, async () => {
    await check.click();
    await page.getByText(offlineText).waitFor();
  });
  assert.deepEqual(sent, [], 'nothing is sent when the network is back');
});

test('says offline at sign-in, and signs in on another try', async () => {
  const page = await (await web.createContext()).newPage();
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'User name' }).fill('rosalind');
  await page.getByRole('textbox', { name: 'Password' }).fill(web.password);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText(offlineText).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Desk' }).waitFor();
});

test('says that signing out was not sent', async () => {
  const page = await web.openPage('rosalind', '/');
  await page.getByRole('button', { name: 'Account of rosalind' }).click();
  const signOut = page.getByRole('menuitem', { name: 'Sign out' });
  await signOut.waitFor();
  await whileOffline(page, async () => {
    await signOut.click();
    await page.getByText('You are still signed in').waitFor();
  });
});

/** Files that send a changing request for others, by who looks up what a lost reply hides. */
const lookedUpElsewhere: Readonly<Record<string, string>> = {
  'app/sign-out.ts': 'opened-account-menu.tsx says that one is still signed in',
  'award/decision-requests.ts': 'useDecision and useBulkDecision',
  'award/internal-notes-query.ts': 'internal-note-form.tsx',
  'award/shared-work-queries.ts':
    'assignee-field.tsx and legal-hold.tsx; to look at an award again is no change',
  'mail/mail-screen.tsx': 'mail-kind-switches.tsx',
  'members/customer-role-scope.ts': 'the dialogs of roles',
  'members/project-role-scope.ts': 'the dialogs of roles',
  'reset/read-link-owner.ts': 'it only reads',
  'sign-in/sign-in-request.ts': 'findStartedSession in it',
  'templates/template-mail-card.tsx': 'mail-kind-switches.tsx',
  'templates/use-save-template.ts': 'template-screen.tsx',
};

/** Files of which nothing stored shows an outcome, so that a lost reply gets advice. */
const adviceOnly = [
  'machines/machine-actions.tsx',
  'people/change-password-dialog.tsx',
  'people/reset-link-dialog.tsx',
  'people/set-password-dialog.tsx',
];

/** How many changing requests a source sends beyond those that it looks up (useRequest, useApiForm). */
function countUnansweredChanges(source: string): number {
  const count = (pattern: RegExp): number => source.match(pattern)?.length ?? 0;
  const changes = count(/\bapi\s*\.(POST|PUT|PATCH|DELETE)\(/g);
  const checks = count(/\bcheckOutcome(=|: (?!OutcomeCheck)|[,}])/g);
  return changes - checks - count(/\b(createAuditedRequest|useDeletion)\(/g);
}

test('looks up every change whose reply is lost', () => {
  const beside = "useDeletion({ send: () => api.DELETE('/a/') }); api.POST('/b/');";
  assert.equal(countUnansweredChanges(beside), 1, 'a change beside one that is looked up');
  const folder = path.join(projectRoot, 'web');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.gen.ts'))
    .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const);
  const changing = sources.filter(([, text]) => /\bapi\s*\.(POST|PUT|PATCH|DELETE)\(/.test(text));
  assert.ok(changing.length > 50, `${changing.length} files`);
  const unanswered = changing.filter(([, text]) => countUnansweredChanges(text) > 0);
  assert.deepEqual(unanswered.map(([name]) => name).toSorted(), Object.keys(lookedUpElsewhere));
  const advising = sources.filter(([, text]) => /checkOutcome: \{\s*advice:/.test(text));
  assert.deepEqual(advising.map(([name]) => name).toSorted(), adviceOnly);
  const other = sources.filter(([, text]) =>
    /\b(useMutation|sendBeacon)\b|method: '(?!HEAD)/.test(text),
  );
  assert.deepEqual(other, [], 'changes only go through the client of the interface');
});

test('logged no error in any browser console', () => assert.deepEqual(web.consoleErrors, []));
