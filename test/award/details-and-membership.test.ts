import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type AwardDetails, parseAwardMessage } from '../../src/award/award-details.ts';
import {
  findPortalControlledPart,
  planMembership,
  toPortalRole,
} from '../../src/award/membership.ts';
import { mergeDetails, mergeNotes } from '../../src/award/merge-details.ts';
import { membershipControls, projectRoles } from '../../src/award/enums.ts';

/* awards.md, "An update arrives": merge and members. */

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const instant = fc
  .integer({ min: 0, max: 4_000_000 })
  .map((minutes) => new Date(1_700_000_000_000 + minutes * 60_000).toISOString());
// As JSON gives them: objects with a prototype, so that the same note is always equal to itself.
const note = fc.record(
  {
    timestamp: instant,
    author: fc.constantFrom('a', 'b'),
    text: fc.constantFrom('x', 'y', 'z'),
  },
  { noNullPrototype: true },
);
const address = fc.constantFrom('a@x.org', 'b@x.org', 'C@y.ac.uk', 'd@z.com');
const unknown = fc.dictionary(
  fc.constantFrom('new_a', 'new_b', '__proto__x'),
  fc.jsonValue({ maxDepth: 2 }),
);

const message: fc.Arbitrary<AwardDetails> = fc
  .tuple(
    fc.record({
      name: maybe(fc.constantFrom('A', 'B')),
      description: maybe(fc.constantFrom('C', 'D')),
      members: maybe(fc.dictionary(address, fc.constantFrom('PI', 'Wizard'))),
      end_date: maybe(fc.constantFrom('2027-01-01', '2028-01-01')),
      allocation: maybe(fc.constantFrom('5 NHR', '7 node hours', 'none')),
      allowed_domains: maybe(fc.uniqueArray(fc.constantFrom('*.ac.uk', 'x.org'))),
      breakdown: maybe(fc.dictionary(fc.constantFrom('p', 'q'), fc.integer())),
      call: maybe(fc.constantFrom({ id: 'c' }, { url: 'https://x.org/' })),
      earliest_approve: maybe(instant),
      membership_control: maybe(fc.constantFrom(...membershipControls)),
      notes: fc.array(note, { maxLength: 4 }),
    }),
    unknown,
  )
  .map(
    ([known, rest]) => parseAwardMessage(JSON.parse(JSON.stringify({ ...rest, ...known }))).details,
  );

describe('merge', () => {
  test('merging twice is merging once', () => {
    fc.assert(
      fc.property(message, message, (held, arriving) => {
        const once = mergeDetails(held, arriving);
        assert.deepEqual(mergeDetails(once, arriving), once);
      }),
      { numRuns: 500 },
    );
  });

  test('notes: no repeats, by time, the same whichever came first', () => {
    const notes = fc.array(note, { maxLength: 8 });
    fc.assert(
      fc.property(notes, notes, (one, other) => {
        const merged = mergeNotes(one, other);
        assert.deepEqual(mergeNotes(other, one), merged);
        const times = merged.map((entry) => entry.timestamp);
        assert.deepEqual(times, [...times].sort());
        const content = merged.map((entry) => JSON.stringify(entry));
        assert.equal(new Set(content).size, content.length);
        for (const entry of [...one, ...other]) assert.ok(content.includes(JSON.stringify(entry)));
      }),
    );
  });

  test('a field that is present replaces, absent keeps, unknown ones too; the key stays null', () => {
    fc.assert(
      fc.property(message, message, (held, arriving) => {
        const merged = mergeDetails(held, arriving);
        for (const field of [
          'name',
          'description',
          'members',
          'end_date',
          'allocation',
          'allowed_domains',
        ] as const) {
          assert.deepEqual(merged[field], arriving[field] ?? held[field], field);
        }
        for (const field of ['call', 'earliest_approve', 'membership_control'] as const) {
          assert.deepEqual(merged[field], arriving[field], field);
        }
        for (const field of ['new_a', 'new_b']) {
          assert.deepEqual(merged[field], arriving[field] ?? held[field], field);
        }
        assert.equal(merged.key, null);
        assert.equal(merged.project_link, held.project_link);
      }),
    );
  });
});

describe('parsing details', () => {
  test('what was written is read back the same', () => {
    fc.assert(
      fc.property(message, (details) => {
        assert.deepEqual(parseAwardMessage(JSON.parse(JSON.stringify(details))).details, details);
      }),
    );
  });

  test('whatever arrives is read or refused by field, never a crash', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(
          'name',
          'template',
          'key',
          'description',
          'members',
          'start_date',
          'end_date',
          'allocation',
          'breakdown',
          'award',
          'call',
          'project_link',
          'renewal',
          'notes',
          'earliest_approve',
          'membership_control',
          'allowed_domains',
          'new',
        ),
        (value, field) => {
          try {
            parseAwardMessage({ [field]: value });
          } catch (error) {
            assert.equal((error as Error).name, 'BadInput');
            assert.ok((error as { field: string }).field.startsWith(field));
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('JSON that is nested without end is refused', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    assert.throws(() => parseAwardMessage({ new: deep }), { name: 'BadInput' });
  });
});

describe('members', () => {
  const roleMapping = { PI: 'PROJECT.ADMIN', Researcher: 'PROJECT.MEMBER' } as const;
  const current = fc.uniqueArray(
    fc.record({
      email: fc.constantFrom('a@x.org', 'b@x.org', 'c@y.ac.uk', 'e@w.org'),
      role: fc.constantFrom(...projectRoles),
      state: fc.constantFrom('member' as const, 'invited' as const),
      inCustomer: fc.boolean(),
    }),
    { selector: (member) => member.email },
  );

  test('people who belong to the customer are never removed; nobody is in two lists', () => {
    fc.assert(
      fc.property(message, current, (details, members) => {
        const plan = planMembership(details, roleMapping, members);
        const touched = [...plan.invitations, ...plan.roleChanges, ...plan.removals].map(
          ({ email }) => email,
        );
        assert.equal(new Set(touched).size, touched.length);
        for (const { email } of plan.removals) {
          assert.equal(members.find((member) => member.email === email)?.inCustomer, false);
        }
        for (const { email } of plan.invitations) {
          assert.ok(!members.some((member) => member.email === email));
        }
        const control = details.membership_control ?? 'open';
        if (control === 'open' || control === 'roles_only') assert.deepEqual(plan.roleChanges, []);
        if (control === 'open' || control === 'members_only') assert.deepEqual(plan.removals, []);
        if (details.members === null) assert.deepEqual(touched, []);
      }),
      { numRuns: 500 },
    );
  });

  test('what is ours to change by hand is not undone by the message; open leaves all of it to us', () => {
    const role = fc.option(fc.constantFrom(...projectRoles), { nil: null });
    const hand = fc.record({
      email: fc.constantFrom('a@x.org', 'A@X.org', 'b@x.org', 'c@y.ac.uk', 'e@w.org'),
      inCustomer: fc.boolean(),
      previousRole: role,
      newRole: role,
    });
    let refused = 0;
    fc.assert(
      fc.property(message, hand, (details, change) => {
        const theirs = findPortalControlledPart(details, roleMapping, change);
        if (theirs !== null) refused += 1;
        const control = details.membership_control ?? 'open';
        if (control === 'open' || change.previousRole === change.newRole)
          assert.equal(theirs, null);
        if (control === 'members_only') assert.notEqual(theirs, 'membership');
        if (control === 'roles_only') assert.notEqual(theirs, 'role');
        const undone = (is: typeof change.previousRole): boolean => {
          const email = change.email.toLowerCase();
          const member = { email, inCustomer: change.inCustomer, state: 'member' as const };
          const present = is === null ? [] : [{ ...member, role: is }];
          const plan = planMembership(details, roleMapping, present);
          return [...plan.roleChanges, ...plan.removals].length > 0;
        };
        if (theirs === null) assert.ok(!undone(change.newRole) || undone(change.previousRole));
      }),
      { numRuns: 2000 },
    );
    assert.ok(refused > 50, `${refused} refused`);
  });

  test("roles map back to the award's own word where it still fits, else the first that does", () => {
    const mapping = { PI: 'PROJECT.ADMIN', Boss: 'PROJECT.ADMIN' } as const;
    assert.equal(toPortalRole('PROJECT.ADMIN', 'PI', mapping), 'PI');
    assert.equal(toPortalRole('PROJECT.ADMIN', undefined, mapping), 'Boss');
    assert.equal(toPortalRole('PROJECT.MEMBER', 'PI', mapping), null);
  });
});
