import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { decideRoleMapping } from '../../src/award/decide-without-message.ts';
import { isEmailAllowed } from '../../src/award/email.ts';
import { planMembership } from '../../src/award/membership.ts';
import { AwardInMemory, member, template } from './support.ts';

/* docs/rules/awards.md, A6: members. Decided without a database. */

let memory: AwardInMemory;
beforeEach(() => {
  memory = new AwardInMemory();
});

const admin = { role: 'PROJECT.ADMIN' } as const;
const emails = () => (memory.award.project?.members ?? []).map((one) => one.emails[0]).sort();
const roles = () =>
  Object.fromEntries((memory.award.project?.members ?? []).map((one) => [one.emails[0], one.role]));

describe('A6.1 invitations', () => {
  test('mapped roles are invited, in lower case; an unmapped one is skipped and noted', () => {
    const decision = memory.create({
      allocation: '10 NHR',
      members: { 'Ada@X.example': 'PI', 'bo@x.example': 'R', 'cy@x.example': 'Co-I' },
    });
    assert.deepEqual(roles(), {
      'ada@x.example': 'PROJECT.ADMIN',
      'bo@x.example': 'PROJECT.MEMBER',
    });
    assert.deepEqual(decision.members?.skippedMembers, [
      { email: 'cy@x.example', role: 'Co-I', reason: 'The role "Co-I" is not mapped.' },
    ]);
  });
});

describe('A6.2 a message takes somebody out only where it names members and has the say', () => {
  beforeEach(() => {
    memory.create({ allocation: '10 NHR', members: { 'alice@x.example': 'PI' } });
    memory.changeProject({ members: [member('alice@x.example', admin), member('bob@x.example')] });
  });

  for (const members of [undefined, null]) {
    test(`locked without members (${members}) removes nobody`, () => {
      memory.update({ membership_control: 'locked', members });
      assert.equal(memory.award.details.membership_control, 'locked');
      assert.deepEqual(emails(), ['alice@x.example', 'bob@x.example']);
    });
  }

  test('locked with members removes who is not named, even if the details stay the same', () => {
    memory.update({ membership_control: 'locked' });
    const decision = memory.update({ members: { 'alice@x.example': 'PI' } });
    assert.equal(decision.answer.kind, 'mapping');
    assert.deepEqual(emails(), ['alice@x.example']);
    assert.equal(memory.update({ members: { 'alice@x.example': 'PI' } }).award, undefined);
  });

  test('locked with {} removes everybody but people of the customer', () => {
    memory.changeProject({
      members: [member('alice@x.example', admin), member('own@x.example', { inCustomer: true })],
    });
    memory.update({ membership_control: 'locked', members: {} });
    assert.deepEqual(emails(), ['own@x.example']);
  });

  test('a change that waits lets members follow; approving it takes nobody out', () => {
    memory.update({ allocation: '1500 NHR', membership_control: 'locked' });
    memory.approve();
    assert.deepEqual(emails(), ['alice@x.example', 'bob@x.example']);
    memory.update({ allocation: '2500 NHR', members: { 'alice@x.example': 'PI' } });
    assert.deepEqual([memory.award.state, emails()], ['pending', ['alice@x.example']]);
  });
});

describe('A6.3 membership_control', () => {
  for (const [control, expected] of [
    [
      'open',
      { ada: 'PROJECT.ADMIN', bo: 'PROJECT.MEMBER', cy: 'PROJECT.MEMBER', own: 'PROJECT.MEMBER' },
    ],
    [
      'members_only',
      { ada: 'PROJECT.MEMBER', bo: 'PROJECT.MEMBER', cy: 'PROJECT.MEMBER', own: 'PROJECT.MEMBER' },
    ],
    ['roles_only', { ada: 'PROJECT.ADMIN', cy: 'PROJECT.MEMBER', own: 'PROJECT.MEMBER' }],
    ['locked', { ada: 'PROJECT.MEMBER', cy: 'PROJECT.MEMBER', own: 'PROJECT.MEMBER' }],
  ] as const) {
    test(`${control}: who decides about roles and about membership`, () => {
      memory.create({ allocation: '10 NHR' });
      memory.changeProject({
        members: [member('ada', admin), member('bo'), member('own', { inCustomer: true })].map(
          (one) => ({ ...one, emails: [`${one.emails[0]}@x.example`] }),
        ),
      });
      memory.update({
        membership_control: control,
        members: { 'ada@x.example': 'R', 'cy@x.example': 'R' },
      });
      assert.deepEqual(
        roles(),
        Object.fromEntries(
          Object.entries(expected).map(([name, role]) => [`${name}@x.example`, role]),
        ),
      );
    });
  }
});

describe('A6.4 allowed_domains', () => {
  test('who is not admitted is not invited; an empty list admits nobody', () => {
    const decision = memory.create({
      allocation: '10 NHR',
      members: { 'a@x.ac.example': 'PI', 'b@gmail.example': 'R' },
      allowed_domains: ['*.ac.example'],
    });
    assert.deepEqual(emails(), ['a@x.ac.example']);
    assert.match(decision.audit.at(-1)?.note ?? '', /b@gmail.example. allowed_domains/);
    memory = new AwardInMemory();
    memory.create({ allocation: '10 NHR', members: { 'a@x.example': 'PI' }, allowed_domains: [] });
    assert.deepEqual(emails(), []);
  });

  test('narrowing withdraws open invitations, also those by hand, and no membership', () => {
    memory.create({ allocation: '10 NHR', members: { 'visitor@gmail.example': 'R' } });
    const hand = member('hand@gmail.example', { state: 'invited' });
    const joined = member('joined@gmail.example');
    memory.changeProject({ members: [...(memory.award.project?.members ?? []), hand, joined] });
    memory.update({ allowed_domains: ['*.ac.example'] });
    assert.deepEqual(emails(), ['joined@gmail.example']);
    assert.equal(memory.update({ allowed_domains: ['*.ac.example'] }).award, undefined);
  });

  test('a domain, a suffix of any depth but not itself, or one email, in any case', () => {
    for (const [email, allowed, isAllowed] of [
      ['a@x.org', null, true],
      ['a@x.org', [], false],
      ['a@X.org', ['x.ORG'], true],
      ['a@y.x.org', ['x.org'], false],
      ['a@y.ac.uk', ['*.ac.uk'], true],
      ['a@z.y.ac.uk', ['*.AC.uk'], true],
      ['a@ac.uk', ['*.ac.uk'], false],
      ['a@evilac.uk', ['*.ac.uk'], false],
      ['A@x.org', ['a@X.org'], true],
      ['b@x.org', ['a@x.org'], false],
    ] as const) {
      assert.equal(isEmailAllowed(email, allowed), isAllowed, `${email} ${allowed}`);
    }
  });
});

describe('A6.5 removed by hand', () => {
  const pi = { 'alice@x.example': 'PI' };
  beforeEach(() => {
    memory.create({ allocation: '10 NHR', members: pi });
    memory.changeProject({ members: [], exclusions: [{ email: 'alice@x.example', role: 'PI' }] });
  });

  test('stays out through other changes', () => {
    const decision = memory.update({ description: 'x' });
    assert.deepEqual([emails(), decision.members?.invitations], [[], []]);
    assert.equal(
      memory.create({ allocation: '10 NHR', members: pi, description: 'x' }).award,
      undefined,
    );
  });

  test('comes back when the awarding portal drops and names them again', () => {
    memory.update({ members: {} });
    assert.deepEqual(memory.award.project?.exclusions, []);
    memory.update({ members: pi });
    assert.deepEqual(emails(), ['alice@x.example']);
  });

  test('comes back when their role changes', () => {
    memory.update({ members: { 'alice@x.example': 'R' } });
    assert.deepEqual([emails(), memory.award.project?.exclusions], [['alice@x.example'], []]);
  });

  test('comes back when the awarding portal takes the say and names them', () => {
    memory.update({ membership_control: 'locked' });
    assert.deepEqual(emails(), []);
    memory.update({ membership_control: 'locked', members: pi });
    assert.deepEqual(emails(), ['alice@x.example']);
  });
});

describe('A6.6 a corrected role_mapping', () => {
  test('invites at once who was skipped, with an audit entry only if something changes', () => {
    memory.create({ allocation: '10 NHR', members: { 'co@x.example': 'Co-I' } });
    assert.deepEqual(emails(), []);
    assert.deepEqual(decideRoleMapping(memory.award), { audit: [], notifications: [] });
    const roleMapping = { ...template.roleMapping, 'Co-I': 'PROJECT.MANAGER' } as const;
    memory.changeTemplate({ roleMapping });
    const decision = memory.decide(decideRoleMapping);
    assert.deepEqual(roles(), { 'co@x.example': 'PROJECT.MANAGER' });
    assert.deepEqual(
      decision.audit.map(({ action }) => action),
      ['roles_mapped'],
    );
    assert.deepEqual(decideRoleMapping(memory.award).audit, []);
  });

  test('changes roles where the awarding portal decides about them, and removes nobody', () => {
    memory.create({
      allocation: '10 NHR',
      members: { 'a@x.example': 'PI' },
      membership_control: 'locked',
    });
    memory.changeProject({ members: [member('a@x.example', admin), member('b@x.example')] });
    memory.changeTemplate({ roleMapping: { PI: 'PROJECT.MANAGER' } });
    memory.decide(decideRoleMapping);
    assert.deepEqual(roles(), {
      'a@x.example': 'PROJECT.MANAGER',
      'b@x.example': 'PROJECT.MEMBER',
    });
  });

  test('leaves a project alone that was linked and not granted, and a rejected award', () => {
    memory.create({ allocation: '10 NHR', members: { 'a@x.example': 'PI' } });
    memory.changeProject({ members: [] });
    for (const state of ['rejected', 'canceled'] as const) {
      assert.deepEqual(decideRoleMapping({ ...memory.award, state }).audit, []);
    }
    const linked = { ...memory.award, state: 'pending', grantedAllocation: null } as const;
    assert.deepEqual(decideRoleMapping(linked).audit, []);
  });
});

describe('A6.7 a person is known by every verified email', () => {
  test('named by an older email is present, keeps the role, and is not removed', () => {
    memory.create({ allocation: '10 NHR', membership_control: 'locked', members: {} });
    const alice = { ...member('new@x.example', admin), emails: ['new@x.example', 'old@x.example'] };
    memory.changeProject({ members: [alice] });
    memory.update({ members: { 'Old@x.example': 'PI' } });
    assert.deepEqual(memory.award.project?.members, [alice]);
  });

  test('a role change is for the first email; named by two emails counts once', () => {
    const alice = { ...member('new@x.example'), emails: ['new@x.example', 'old@x.example'] };
    const plan = planMembership({
      details: {
        members: { 'old@x.example': 'PI', 'new@x.example': 'R' },
        membership_control: 'locked',
        allowed_domains: null,
      },
      roleMapping: template.roleMapping,
      current: [alice],
      exclusions: [],
      namesMembers: true,
    });
    assert.deepEqual(plan.roleChanges, [{ email: 'new@x.example', role: 'PROJECT.ADMIN' }]);
    assert.deepEqual([plan.invitations, plan.removals], [[], []]);
  });

  test('without any email is named by no award, and is removed where the portal decides', () => {
    memory.create({ allocation: '10 NHR', membership_control: 'locked', members: {} });
    const machine = { ...member(''), emails: [] };
    memory.changeProject({ members: [machine] });
    memory.update({ description: 'x' });
    assert.deepEqual(memory.award.project?.members, [machine], 'the message names no members');
    memory.update({ members: {} });
    assert.deepEqual(memory.award.project?.members, []);
  });

  test('A6.8 deactivated people keep their membership and are not invited again', () => {
    memory.create({ allocation: '10 NHR', members: { 'a@x.example': 'PI' } });
    const away = member('a@x.example', { ...admin, isActive: false });
    memory.changeProject({ members: [away] });
    memory.update({ description: 'x' });
    assert.deepEqual(memory.award.project?.members, [away]);
  });

  test('A6.8 a list without the deactivated, as get_award gives it, takes nobody out', () => {
    const members = { 'a@x.example': 'PI', 'b@x.example': 'R' };
    memory.create({ allocation: '10 NHR', membership_control: 'locked', members });
    const [active, away] = [member('a@x.example', admin), member('b@x.example')];
    memory.changeProject({ members: [active, { ...away, isActive: false }] });
    memory.update({ members: { 'a@x.example': 'PI' } });
    assert.equal(memory.award.project?.members.length, 2);
    memory.changeProject({ members: [active, away] });
    memory.update({ members: { 'a@x.example': 'PI' } });
    assert.deepEqual(memory.award.project?.members, [active], 'not named when they are back');
  });
});
