import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import fc from 'fast-check';
import { predictOutcome } from '../../web/templates/allocation-outcome.ts';
import { BrowserTestApp } from '../support/browser-test-app.ts';
import { createTemplate } from './template-helpers.ts';

/* The preview of an allocation on the page of a template. */

let web: BrowserTestApp;

before(async () => {
  web = await BrowserTestApp.open();
});

afterEach(() => web.closePages());
after(() => web.close());

test('predicts the outcome of a request as the service then decides', async () => {
  const { uuid } = await createTemplate(web, 'Tryout');
  const page = await web.openPage('staff', `/templates/${uuid}`);
  const allocation = page.getByLabel('Allocation');
  const outcome = page.getByRole('status', { name: 'Outcome' });
  const cases = [
    ['1200 GPUHR', '300 credits', 'Approved automatically', 'approved'],
    ['600 node hours', '600 credits', 'Waits for a reviewer', 'pending'],
    ['9000 NHR', '9,000 credits', 'Rejected', 'rejected'],
    ['7 quantum hours', '7 credits', 'Waits for a reviewer', 'pending'],
    ['99999 quantum hours', '99,999 credits', 'Waits for a reviewer', 'pending'],
  ] as const;
  for (const [n, [text, credits, title, state]] of cases.entries()) {
    await allocation.fill(text);
    await outcome.getByText(credits, { exact: true }).waitFor();
    await outcome.getByText(title).waitFor();
    const identifier = `try${n}.ukri`;
    const details = {
      name: `Try ${n}`,
      template: 'Tryout',
      allocation: text,
      end_date: '2099-01-01',
    };
    await web.app.sendInstruction('create_project', details, identifier);
    const { body } = await web.app.get(web.app.getAwardPath(identifier));
    assert.equal(body.state, state, text);
    const comment = body.review_comment?.replace(/\d+\.00/g, (amount: string) =>
      Number(amount).toLocaleString('en-GB'),
    );
    if (comment) await outcome.getByText(comment).waitFor();
  }
  await outcome.getByText('is not mapped to credits in the template; it is counted 1:1.').waitFor();
  await allocation.fill('600 NHR');
  await outcome.getByText('600 credits are above the approval limit of 500.').waitFor();
  // The preview uses what is typed, not what is stored.
  await page.getByRole('textbox', { name: 'Approval limit' }).fill('600');
  await outcome.getByText('Approved automatically').waitFor();
  await page.getByRole('textbox', { name: 'Approval limit' }).fill('0');
  await outcome.getByText('Every award of this template waits for a reviewer.').waitFor();
  await page.getByLabel('Amount of unit 1 for one credit').fill('100');
  await outcome.getByText('6 credits', { exact: true }).waitFor();
  await outcome.getByText('600 NHR, 100 for one credit').waitFor();
  await allocation.fill('lots');
  await page.getByText('An allocation is a size, a space and a unit').waitFor();
  await allocation.fill('none');
  await outcome.getByText('No credits').waitFor();
});

test('predicts outcomes exactly at the limits', () => {
  const rules = {
    approvalLimit: '10',
    maxCreditLimit: '20',
    allocationUnitsMapping: { NHR: '3' },
  };
  const outcome = (text: string): string => predictOutcome(text, rules).state;
  assert.equal(outcome('30 NHR'), 'approved');
  assert.equal(outcome('30.000000001 NHR'), 'pending');
  assert.equal(outcome('60 NHR'), 'pending');
  assert.equal(outcome('60.000000001 NHR'), 'rejected');
  assert.equal(outcome('none'), 'approved');
  assert.equal(predictOutcome('none', { ...rules, maxCreditLimit: '0' }).state, 'approved');
  assert.equal(predictOutcome('1 NHR', { ...rules, maxCreditLimit: '0' }).state, 'rejected');
});

test('predicts generated requests as the service then decides', async () => {
  const { url } = await createTemplate(web, 'Generated', {
    shortname: 'generated-{count}',
    allocation_units_mapping: { NHR: 3 },
  });
  const limit = fc.constantFrom(null, '0', '10', '20');
  const thousandths = fc.integer({ min: 1, max: 80_000 });
  const unit = fc.constantFrom('NHR', 'GPUHR');
  const allocation = fc.oneof(
    { weight: 1, arbitrary: fc.constant('none') },
    {
      weight: 9,
      arbitrary: fc
        .tuple(thousandths, unit)
        .map(([n, name]) => `${Math.floor(n / 1000)}.${String(n % 1000).padStart(3, '0')} ${name}`),
    },
  );
  let count = 0;
  const check = async (approvalLimit: string | null, maximum: string | null, text: string) => {
    await web.app.patch(url, { approval_limit: approvalLimit, max_credit_limit: maximum });
    count += 1;
    const name = `Generated ${count}`;
    const details = { name, template: 'Generated', allocation: text, end_date: '2099-01-01' };
    await web.app.sendInstruction('create_project', details, `gen${count}.ukri`);
    const { body } = await web.app.get(web.app.getAwardPath(`gen${count}.ukri`));
    const rules = {
      approvalLimit,
      maxCreditLimit: maximum,
      allocationUnitsMapping: { NHR: '3' },
    };
    assert.equal(predictOutcome(text, rules).state, body.state);
  };
  await fc.assert(fc.asyncProperty(limit, limit, allocation, check), { numRuns: 60 });
});

test('logged no error in any browser console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
