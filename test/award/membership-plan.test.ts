import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { membershipControls, projectRoles } from '../../src/award/award-enums.ts';
import { planMembership } from '../../src/award/membership.ts';
import { findPortalControlledPart, toPortalRole } from '../../src/award/manual-role-change.ts';
import { member, template } from './support.ts';

/* docs/rules/awards.md, A6.3 and A9.5: what holds of any membership plan. */

const email = fc.constantFrom('a@x.org', 'b@x.org', 'c@y.ac.uk', 'e@w.org');
const role = fc.constantFrom(...projectRoles);
const current = fc.uniqueArray(
  fc.record({ email, role, inCustomer: fc.boolean(), state: fc.constantFrom('member', 'invited') }),
  { selector: (one) => one.email, maxLength: 4 },
);
const membershipFields = fc.record({
  members: fc.option(
    fc.dictionary(
      fc.constantFrom('a@x.org', 'B@x.org', 'c@y.ac.uk', 'd@z.com'),
      fc.constantFrom('PI', 'R', 'Wizard'),
    ),
  ),
  membership_control: fc.constantFrom(...membershipControls),
  allowed_domains: fc.option(fc.uniqueArray(fc.constantFrom('*.ac.uk', 'x.org'))),
});

describe('membership plans of any award', () => {
  test('nobody is in two parts; customers stay; each control changes only what it may', () => {
    fc.assert(
      fc.property(membershipFields, current, fc.boolean(), (fields, present, namesMembers) => {
        const members = present.map(({ email: one, ...rest }) => member(one, rest as never));
        const plan = planMembership({
          details: fields,
          roleMapping: template.roleMapping,
          current: members,
          exclusions: [],
          namesMembers,
        });
        const touched = [...plan.invitations, ...plan.roleChanges, ...plan.removals].map(
          (one) => one.email,
        );
        assert.equal(new Set(touched).size, touched.length);
        const leaving = plan.removals.filter(
          (one) => present.find((other) => other.email === one.email)?.state === 'member',
        );
        for (const { email: one } of leaving) {
          assert.equal(present.find((other) => other.email === one)?.inCustomer, false);
        }
        const { membership_control: control } = fields;
        if (control === 'open' || control === 'roles_only') assert.deepEqual(plan.roleChanges, []);
        if (control === 'open' || control === 'members_only') assert.deepEqual(leaving, []);
        if (fields.members === null || !namesMembers) assert.deepEqual(leaving, []);
      }),
      { numRuns: 500 },
    );
  });

  test('A9.5 what the site may change by hand is not undone by a message', () => {
    const hand = fc.record({
      emails: fc.tuple(fc.constantFrom('a@x.org', 'A@X.org', 'b@x.org', 'c@y.ac.uk', 'e@w.org')),
      inCustomer: fc.boolean(),
      previousRole: fc.option(role),
      newRole: fc.option(role),
    });
    let refused = 0;
    fc.assert(
      fc.property(membershipFields, hand, (fields, change) => {
        const part = findPortalControlledPart(fields, template.roleMapping, change);
        if (part !== null) refused += 1;
        const { membership_control: control } = fields;
        if (control === 'open' || change.previousRole === change.newRole) assert.equal(part, null);
        if (control === 'members_only') assert.notEqual(part, 'membership');
        if (control === 'roles_only') assert.notEqual(part, 'role');
        const isUndone = (role: typeof change.newRole): boolean => {
          const [one] = change.emails;
          const person = { inCustomer: change.inCustomer, role: role ?? 'PROJECT.MEMBER' };
          const plan = planMembership({
            details: fields,
            roleMapping: template.roleMapping,
            current: role === null ? [] : [member(one.toLowerCase(), person)],
            exclusions: [],
            namesMembers: true,
          });
          return plan.roleChanges.length + plan.removals.length > 0;
        };
        if (part === null) assert.ok(!isUndone(change.newRole) || isUndone(change.previousRole));
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
