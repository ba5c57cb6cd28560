import { isAdmitted, sameCase } from './addresses.ts';
import type { AwardDetails } from './details.ts';
import type { MembershipControl, ProjectRole } from './vocabulary.ts';

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
  invite: MemberRole[];
  change: MemberRole[];
  /** Loses the role, or the invitation is withdrawn. */
  remove: MemberRole[];
  skipped: SkippedMember[];
}

/** Who may change what: does the message own the roles, does it own who belongs (awards.md). */
const messageOwns: Record<MembershipControl, { roles: boolean; membership: boolean }> = {
  open: { roles: false, membership: false },
  members_only: { roles: true, membership: false },
  roles_only: { roles: false, membership: true },
  locked: { roles: true, membership: true },
};

/** What of a project's members is the message's to say, and so not ours to change by hand. */
export function ownedByMessage(details: Pick<AwardDetails, 'members' | 'membership_control'>): {
  roles: boolean;
  membership: boolean;
} {
  return messageOwns[details.members === null ? 'open' : (details.membership_control ?? 'open')];
}

/**
 * Plans who is invited, gets another role or leaves (awards.md, Members). `roleMapping` is the
 * template's: the awarding portal's role → ours. An award that never named members changes none.
 */
export function planMembership(
  details: AwardDetails,
  roleMapping: Readonly<Record<string, ProjectRole>>,
  current: readonly CurrentMember[],
): MembershipPlan {
  const plan: MembershipPlan = { invite: [], change: [], remove: [], skipped: [] };
  if (details.members === null) return plan;
  const owns = ownedByMessage(details);
  const present = new Map(current.map((member) => [member.email, member]));
  const named = new Set<string>();
  for (const [address, word] of Object.entries(details.members)) {
    const email = sameCase(address);
    named.add(email);
    const role = Object.hasOwn(roleMapping, word) ? roleMapping[word] : undefined;
    const member = present.get(email);
    if (role === undefined) {
      plan.skipped.push({ email, role: word, reason: `The role "${word}" is not mapped.` });
    } else if (member) {
      if (owns.roles && member.role !== role) plan.change.push({ email, role });
    } else if (!isAdmitted(email, details.allowed_domains)) {
      plan.skipped.push({ email, role: word, reason: 'allowed_domains does not admit it.' });
    } else {
      plan.invite.push({ email, role });
    }
  }
  if (owns.membership) {
    const leaving = current.filter((member) => !named.has(member.email) && !member.inCustomer);
    plan.remove.push(...leaving.map(({ email, role }) => ({ email, role })));
  }
  return plan;
}

/** A plan for a project that nobody is in yet, or that must not be touched. */
export function changesNobody(plan: MembershipPlan): boolean {
  return plan.invite.length + plan.change.length + plan.remove.length === 0;
}

/**
 * The awarding portal's word for a local role: the one that it used for this address where that
 * still means this role, else the first that does; null when none does.
 */
export function roleMappedBack(
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
