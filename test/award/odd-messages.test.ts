import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { awardFieldNames } from '../../src/award/award-fields.ts';
import { BadInput } from '../../src/award/bad-input.ts';
import { describeOddities } from '../../src/award/oddities.ts';
import { parseAwardMessage } from '../../src/award/parse-award-message.ts';
import { AwardInMemory, member } from './support.ts';

/* docs/rules/awards.md, A3.1 and A3.18: what refuses a message, and what is left out of it. */

describe('A3.1 what identifies and limits an award refuses, with field and rule', () => {
  for (const [words, fields, field] of [
    ['a day that does not exist', { end_date: '2027-02-30' }, 'end_date'],
    ['a day of another form', { start_date: '1 May 2027' }, 'start_date'],
    ['a negative size', { allocation: '-5 NHR' }, 'allocation'],
    ['an allocation without a unit', { allocation: '500' }, 'allocation'],
    ['a size that is no number', { allocation: 'NaN NHR' }, 'allocation'],
    ['a size with a thousands separator', { allocation: '1,000 NHR' }, 'allocation'],
    ['a template with a space', { template: 'open call' }, 'template'],
    ['an embargo that is no time', { earliest_approve: 'soon' }, 'earliest_approve'],
    ['a NUL in a name', { name: 'a\u0000b' }, 'name'],
    ['a number for a name', { name: 7 }, 'name'],
    ['a name of more than 500 characters', { name: 'x'.repeat(501) }, 'name'],
    ['a key that is no text', { key: 7 }, 'key'],
    ['details that are no object', [1], 'details'],
    ['details that are null', null, 'details'],
  ] as const) {
    test(words, () => {
      assert.throws(
        () => parseAwardMessage(fields),
        (error) => error instanceof BadInput && error.field === field && /\w{3}/.test(error.rule),
      );
    });
  }

  test('an embargo beyond the range of days is read, as openportal 0.94.0 sends it', () => {
    const earliest_approve = '3000-01-01T00:00:00Z';
    assert.equal(
      parseAwardMessage({ earliest_approve }).details.earliest_approve,
      earliest_approve,
    );
  });

  test('a name of exactly 500 characters is read', () => {
    const name = 'x'.repeat(500);
    assert.equal(parseAwardMessage({ name }).details.name, name);
  });
});

describe('A3.18 what cannot be used is left out and noted', () => {
  for (const [words, fields, usable, oddity] of [
    [
      'a member in angle brackets',
      { members: { '<a@x.example>': 'PI', 'b@x.example': 'R' } },
      { members: { 'b@x.example': 'R' } },
      'members: "<a@x.example>" is not an email address; left out.',
    ],
    [
      'a member with two @',
      { members: { 'a@b@x.example': 'PI', 'b@x.example': 'R' } },
      { members: { 'b@x.example': 'R' } },
      'members: "a@b@x.example" is not an email address; left out.',
    ],
    [
      'a member that is no email',
      { members: { 'not-an-address': 'PI', 'b@x.example': 'R' } },
      { members: { 'b@x.example': 'R' } },
      'members: "not-an-address" is not an email address; left out.',
    ],
    [
      'a role that is no text',
      { members: { 'a@x.example': 3, 'b@x.example': 'R' } },
      { members: { 'b@x.example': 'R' } },
      'members.a@x.example: Text is required; left out.',
    ],
    [
      'one email in two cases with different roles',
      { members: { 'a@x.example': 'PI', 'A@x.example': 'R' } },
      { members: { 'a@x.example': 'PI' } },
      'members: "A@x.example" is named twice with different roles; left out.',
    ],
    [
      'the url of a link with another scheme',
      { award: { id: 'EP/1', url: 'ftp://x.example/1' } },
      { award: { id: 'EP/1' } },
      'award.url: A link is an http or https URL; left out.',
    ],
    [
      'a link that would run',
      { call: { url: 'javascript:alert(1)' } },
      {},
      'call.url: A link is an http or https URL; left out.',
    ],
    [
      'a mailto link',
      { renewal: { url: 'mailto:a@x.example' } },
      {},
      'renewal.url: A link is an http or https URL; left out.',
    ],
    [
      'a link that is no object',
      { award: 'EP/1' },
      {},
      'award: A JSON object is required; left out.',
    ],
    [
      'an entry of the domains that is no domain',
      { allowed_domains: ['*.münchen.example', '*.ac.example'] },
      { allowed_domains: ['*.ac.example'] },
      'allowed_domains[0]: "*.münchen.example" is neither a domain, nor a suffix such as *.ac.uk, nor an email; left out.',
    ],
    [
      'the only entry of the domains: nobody is admitted',
      { allowed_domains: ['a*.example'] },
      { allowed_domains: [] },
      'allowed_domains[0]: "a*.example" is neither a domain, nor a suffix such as *.ac.uk, nor an email; left out.',
    ],
    [
      'domains that are no list: nobody is admitted',
      { allowed_domains: 'x.example' },
      { allowed_domains: [] },
      'allowed_domains: A JSON array is required; left out.',
    ],
    [
      'a note without text',
      { notes: [{ timestamp: '2026-01-01T00:00:00Z', author: 'a' }] },
      {},
      'notes[0].text: Text is required; left out.',
    ],
    [
      'a note at no time',
      { notes: [{ timestamp: 'noon', author: 'a', text: 'b' }] },
      {},
      'notes[0].timestamp: A time is written as in RFC 3339, such as 2026-11-23T15:04:05Z; left out.',
    ],
    [
      'an entry of a breakdown that cannot be stored',
      { breakdown: { cpu: '\u0000', gpu: '1 TB' } },
      { breakdown: { gpu: '1 TB' } },
      'breakdown.cpu: NUL characters are not allowed; left out.',
    ],
    [
      'an entry of a breakdown that is no text, which openportal 0.94.0 cannot read',
      { breakdown: { cpu: 5, gpu: '1 TB' } },
      { breakdown: { gpu: '1 TB' } },
      'breakdown.cpu: Text is required; left out.',
    ],
    [
      'an email among the domains that openportal 0.94.0 cannot read',
      { allowed_domains: ["o'neil@x.example", 'x.example'] },
      { allowed_domains: ['x.example'] },
      'allowed_domains[0]: "o\'neil@x.example" is neither a domain, nor a suffix such as *.ac.uk, nor an email; left out.',
    ],
    [
      'a link to an international host without letters',
      { call: { id: 'c', url: 'https://xn--/' } },
      { call: { id: 'c' } },
      'call.url: A link is an http or https URL; left out.',
    ],
    [
      'an unknown membership_control',
      { membership_control: 'free' },
      {},
      'membership_control: One of open, members_only, roles_only, locked is required; left out.',
    ],
    [
      'a description that is no text',
      { description: ['x'] },
      {},
      'description: Text is required; left out.',
    ],
    [
      'a lone surrogate in an unknown key',
      { new_key: ['\ud800'] },
      {},
      'new_key[0]: Lone surrogates are not allowed; left out.',
    ],
    [
      'a NUL in the name of an unknown key',
      { 'a\u0000': 1 },
      {},
      'a\\u0000: NUL characters are not allowed; left out.',
    ],
  ] as const) {
    test(words, () => {
      const { details, oddities } = parseAwardMessage(fields);
      assert.deepEqual(oddities, [oddity]);
      assert.deepEqual(details, { ...parseAwardMessage({}).details, ...usable });
    });
  }

  test('JSON that is nested without end is left out', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    const { details, oddities } = parseAwardMessage({ new: deep });
    assert.deepEqual(details.extra, {});
    assert.match(oddities[0] ?? '', /levels deep/);
  });

  test('one email in two cases with one role is one member, and nothing is odd', () => {
    const { details, oddities } = parseAwardMessage({
      members: { 'a@x.example': 'PI', 'A@X.example': 'PI' },
    });
    assert.deepEqual([details.members, oddities], [{ 'a@x.example': 'PI' }, []]);
  });

  test('a link with an empty url is a link without one, and nothing is odd', () => {
    const { details, oddities } = parseAwardMessage({ award: { id: 'EP/1', url: '' }, call: {} });
    assert.deepEqual([details.award, details.call, oddities], [{ id: 'EP/1' }, undefined, []]);
  });

  test('many oddities are described in short', () => {
    const members = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`x${n}`, 'PI']));
    const text = describeOddities(parseAwardMessage({ members }).oddities) ?? '';
    assert.match(text, /And 21 more\.$/);
    assert.equal(describeOddities([]), null);
  });

  test('whatever comes is read, or refused with its field; what is kept can be stored', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
    );
    fc.assert(
      fc.property(fc.constantFrom(...awardFieldNames, 'new'), anything, (field, value) => {
        try {
          const { details, oddities } = parseAwardMessage({ [field]: value });
          assert.doesNotMatch(JSON.stringify(details), /(?<!\\)(\\\\)*\\(u0000|ud[89a-f])/);
          for (const text of oddities) assert.ok(text.isWellFormed() && !text.includes('\u0000'));
        } catch (error) {
          assert.ok(error instanceof BadInput, String(error));
          assert.ok(error.field.startsWith(field));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('A3.18 what is left out makes a new award wait, and a stored one run on', () => {
  let memory: AwardInMemory;
  beforeEach(() => {
    memory = new AwardInMemory();
  });

  for (const [words, fields, text] of [
    ['a member', { members: { '<a@x.example>': 'PI' } }, /"<a@x.example>"/],
    ['a link', { award: { url: 'ftp://x.example/' } }, /award\.url/],
  ] as const) {
    test(`a new award with ${words} that cannot be used waits, and names it`, () => {
      const decision = memory.create({ allocation: '10 NHR', ...fields });
      assert.equal(decision.answer.kind, 'pending');
      assert.match(memory.award.reviewComment ?? '', text);
      assert.match(memory.award.messageProblem ?? '', text);
      assert.deepEqual(
        memory.award.waitingReasons.map(({ code }) => code),
        ['odd_message'],
      );
      assert.deepEqual(memory.create({ allocation: '10 NHR', ...fields }).answer, decision.answer);
    });
  }

  test('a corrected create takes the oddity away, and a reviewer decides all the same', () => {
    memory.create({ allocation: '10 NHR', members: { x: 'PI' } });
    memory.create({ allocation: '10 NHR', members: { 'a@x.example': 'PI' } });
    assert.equal(memory.award.messageProblem, null);
    assert.deepEqual(memory.award.waitingReasons, [{ code: 'now_within_limits' }]);
  });

  for (const [words, odd] of [
    ['a member', { members: { 'a@x.example': 'PI', 'not-an-address': 'PI' } }],
    ['a role for one email in two cases', { members: { 'a@x.example': 'PI', 'A@x.example': 'R' } }],
    ['a mailto link', { renewal: { url: 'mailto:a@x.example' } }],
    ['an entry of the domains', { allowed_domains: ['x.example', '*.münchen.example'] }],
  ] as const) {
    test(`a running award takes the message without ${words}, notes it and is mapped`, () => {
      const sound = { allocation: '10 NHR', members: { 'a@x.example': 'PI' } };
      memory.create(sound);
      const decision = memory.create({ ...sound, ...odd });
      assert.equal(decision.answer.kind, 'mapping');
      assert.equal(memory.award.state, 'approved');
      assert.match(memory.award.messageProblem ?? '', /left out/);
      assert.equal(memory.create({ ...sound, ...odd }).audit.length, 0);
      assert.deepEqual(
        memory.award.project?.members.map(({ emails }) => emails[0]),
        ['a@x.example'],
      );
    });
  }

  test('a value that cannot be used at all neither replaces nor clears what is stored', () => {
    const sound = {
      allocation: '10 NHR',
      members: { 'a@x.example': 'PI' },
      membership_control: 'locked',
      allowed_domains: ['x.example'],
    };
    memory.create(sound);
    memory.changeProject({ members: [member('a@x.example', { role: 'PROJECT.ADMIN' })] });
    memory.create({
      allocation: '10 NHR',
      members: { x: 'PI' },
      membership_control: 'shut',
      allowed_domains: 'x',
    });
    const { members, membership_control, allowed_domains } = memory.award.details;
    assert.deepEqual(
      [members, membership_control, allowed_domains],
      [{ 'a@x.example': 'PI' }, 'locked', ['x.example']],
    );
    assert.equal(memory.award.project?.members.length, 1);
  });
});
