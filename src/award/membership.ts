import { isEmailAllowed, normalizeEmail } from './email.ts';
import type { AwardDetails } from './award-details.ts';
import type { MembershipControl, ProjectRole } from './enums.ts';

/** Somebody in a project now, as a member or as invited. */
export interface CurrentMember {
  /** In lower case. */
  email: string;
  role: ProjectRole;
  state: 'member' | 'invited';
  /** Belongs to the customer by role: never removed by an award. */
  inCustomer: boolean;
}

export interface MemberRole {
  email: string;
  role: ProjectRole;
}

/** Somebody named in the award whom we do not invite, and why. */
export interface SkippedMember {
  email: string;
  /** The awarding portal's word for the role. */
  role: string;
  reason: string;
}

/** What the members of an award mean for its project. */
export interface MembershipPlan {
  invitations: MemberRole[];
  roleChanges: MemberRole[];
  /** Loses the role, or the invitation is withdrawn. */
  removals: MemberRole[];
  skippedMembers: SkippedMember[];
}

/** Who may change what: does the message own the roles, does it own who belongs (awards.md). */
const portalControls: Record<MembershipControl, { roles: boolean; membership: boolean }> = {
  open: { roles: false, membership: false },
  members_only: { roles: true, membership: false },
  roles_only: { roles: false, membership: true },
  locked: { roles: true, membership: true },
};

/**
 * Plans who is invited, gets another role or leaves (awards.md, Members). `roleMapping` is the
 * template's: the awarding portal's role → ours. An award that never named members changes none.
 */
export function planMembership(
  details: AwardDetails,
  roleMapping: Readonly<Record<string, ProjectRole>>,
  current: readonly CurrentMember[],
): MembershipPlan {
  const plan: MembershipPlan = {
    invitations: [],
    roleChanges: [],
    removals: [],
    skippedMembers: [],
  };
  if (details.members === null) return plan;
  const owns = portalControls[details.membership_control ?? 'open'];
  const present = new Map(current.map((member) => [member.email, member]));
  const named = new Set<string>();
  for (const [address, word] of Object.entries(details.members)) {
    const email = normalizeEmail(address);
    named.add(email);
    const role = Object.hasOwn(roleMapping, word) ? roleMapping[word] : undefined;
    const member = present.get(email);
    if (role === undefined) {
      plan.skippedMembers.push({ email, role: word, reason: `The role "${word}" is not mapped.` });
    } else if (member) {
      if (owns.roles && member.role !== role) plan.roleChanges.push({ email, role });
    } else if (!isEmailAllowed(email, details.allowed_domains)) {
      plan.skippedMembers.push({ email, role: word, reason: 'allowed_domains does not admit it.' });
    } else {
      plan.invitations.push({ email, role });
    }
  }
  if (owns.membership) {
    const leaving = current.filter((member) => !named.has(member.email) && !member.inCustomer);
    plan.removals.push(...leaving.map(({ email, role }) => ({ email, role })));
  }
  return plan;
}

/** Somebody's role in a project before and after a change by hand; null is none. */
export interface ManualRoleChange {
  email: string;
  /** Belongs to the customer by role. */
  inCustomer: boolean;
  previousRole: ProjectRole | null;
  newRole: ProjectRole | null;
}

/**
 * What of a change by hand is its awarding portal's to make (awards.md, Members); null where all
 * of it is ours. Of whom the award does not name it says no role, and nobody who belongs to the
 * customer by role leaves by it: that stays ours, or nobody could change it. An award that never
 * named members leaves all to us.
 */
export function findPortalControlledPart(
  { members, membership_control }: Pick<AwardDetails, 'members' | 'membership_control'>,
  roleMapping: Readonly<Record<string, ProjectRole>>,
  { email, inCustomer, previousRole: before, newRole: after }: ManualRoleChange,
): 'membership' | 'role' | null {
  if (members === null) return null;
  const owns = portalControls[membership_control ?? 'open'];
  const named = Object.entries(members).find(
    ([one]) => normalizeEmail(one) === normalizeEmail(email),
  );
  const comesOrGoes = (before === null) !== (after === null);
  if (owns.membership && comesOrGoes && (named !== undefined || !inCustomer)) return 'membership';
  if (!owns.roles || named === undefined || after === null || after === before) return null;
  const [, word] = named;
  const agreed = Object.hasOwn(roleMapping, word) ? roleMapping[word] : undefined;
  return agreed === undefined || agreed === after ? null : 'role';
}

/** A plan for a project that nobody is in yet, or that must not be touched. */
export function isEmptyPlan(plan: MembershipPlan): boolean {
  return plan.invitations.length + plan.roleChanges.length + plan.removals.length === 0;
}

/**
 * The awarding portal's word for a local role: the one that it used for this address where that
 * still means this role, else the first that does; null when none does.
 */
export function toPortalRole(
  role: ProjectRole,
  agreedWord: string | undefined,
  roleMapping: Readonly<Record<string, ProjectRole>>,
): string | null {
  if (agreedWord !== undefined && Object.hasOwn(roleMapping, agreedWord)) {
    if (roleMapping[agreedWord] === role) return agreedWord;
  }
  const words = Object.keys(roleMapping).filter((word) => roleMapping[word] === role);
  return words.sort()[0] ?? null;
}
