import type { AwardFieldValues } from './award-details.ts';
import { isEmailAllowed, normalizeEmail } from './email.ts';
import type { MembershipControl, ProjectRole } from './award-enums.ts';

/** Somebody in a project now, as a member or as invited. */
export interface CurrentMember {
  /**
   * In lower case: the one to show first, then every other one that this person has verified. A member
   * may have none.
   */
  emails: readonly string[];
  role: ProjectRole;
  state: 'member' | 'invited';
  /** Has a role in the customer: never removed by an award. */
  inCustomer: boolean;
  /** Deactivated people keep their membership and are shown nowhere. */
  isActive: boolean;
}

/** Somebody whom the site took out of a project by hand under `open`. */
export interface Exclusion {
  /** In lower case. */
  email: string;
  /** The awarding portal's role for this person at that time. */
  role: string;
}

export interface MemberRole {
  email: string;
  role: ProjectRole;
}

/**
 * Somebody who leaves. An invitation and a member may have the same email: they are two. An empty
 * `email` stands for every active member who has none: an award can name none of them.
 */
export interface Removal extends MemberRole {
  state: CurrentMember['state'];
}

/** Somebody named in the award who is not invited, and why. */
export interface SkippedMember {
  email: string;
  /** The awarding portal's role. */
  role: string;
  reason: string;
}

/** What the members of an award mean for its project. */
export interface MembershipPlan {
  invitations: MemberRole[];
  roleChanges: MemberRole[];
  /** Loses the role, or the invitation is withdrawn. */
  removals: Removal[];
  skippedMembers: SkippedMember[];
  /** The emails whose exclusion ends. */
  liftedExclusions: string[];
}

export interface MembershipInput {
  details: Pick<AwardFieldValues, 'members' | 'membership_control' | 'allowed_domains'>;
  /** The template's: the awarding portal's role → ours. */
  roleMapping: Readonly<Record<string, ProjectRole>>;
  current: readonly CurrentMember[];
  exclusions: readonly Exclusion[];
  /** Whether the message that causes the plan names members: only then somebody can be removed. */
  namesMembers: boolean;
}

/** Which of the two the awarding portal decides about (docs/rules/awards.md, A6.3). */
export const portalControls: Record<MembershipControl, { roles: boolean; membership: boolean }> = {
  open: { roles: false, membership: false },
  members_only: { roles: true, membership: false },
  roles_only: { roles: false, membership: true },
  locked: { roles: true, membership: true },
};

const emptyPlan = (): MembershipPlan => ({
  invitations: [],
  roleChanges: [],
  removals: [],
  skippedMembers: [],
  liftedExclusions: [],
});

/**
 * Plans who is invited, gets another role or leaves (docs/rules/awards.md, A6). An award that never named
 * members only withdraws the invitations that its allowed_domains no longer admit.
 */
export function planMembership(input: MembershipInput): MembershipPlan {
  const { details, current } = input;
  const plan = emptyPlan();
  const control = portalControls[details.membership_control ?? 'open'];
  const namedMembers = findNamedMembers(details.members ?? {}, current);
  for (const member of namedMembers) planNamedMember(plan, member, input, control);
  if (input.namesMembers && details.members !== null) {
    const present = new Set(namedMembers.map(({ member }) => member));
    if (control.membership) removeUnnamed(plan, current, present);
    liftUnnamedExclusions(plan, input.exclusions, namedMembers);
  }
  withdrawExcludedInvitations(plan, input);
  return plan;
}

/** Whether carrying out the plan would change nothing. */
export function isEmptyPlan(plan: MembershipPlan): boolean {
  const { invitations, roleChanges, removals, liftedExclusions } = plan;
  return [invitations, roleChanges, removals, liftedExclusions].every((list) => list.length === 0);
}

interface NamedMember {
  email: string;
  /** The awarding portal's role. */
  word: string;
  /** Who that is in the project, by any verified email. */
  member: CurrentMember | undefined;
}

/** A person whom the award names by two emails counts once, by the first. */
function findNamedMembers(
  members: Readonly<Record<string, string>>,
  current: readonly CurrentMember[],
): NamedMember[] {
  const byEmail = new Map(
    current.toReversed().flatMap((member) => member.emails.map((email) => [email, member])),
  );
  const seen = new Set<CurrentMember>();
  return Object.entries(members).flatMap(([address, word]) => {
    const email = normalizeEmail(address);
    const member = byEmail.get(email);
    if (member !== undefined && seen.has(member)) return [];
    if (member !== undefined) seen.add(member);
    return [{ email, word, member }];
  });
}

function planNamedMember(
  plan: MembershipPlan,
  { email, word, member }: NamedMember,
  { details, roleMapping, exclusions, namesMembers }: MembershipInput,
  control: { roles: boolean; membership: boolean },
): void {
  const skip = (reason: string) => plan.skippedMembers.push({ email, role: word, reason });
  const role = Object.hasOwn(roleMapping, word) ? roleMapping[word] : undefined;
  if (role === undefined) {
    skip(`The role "${word}" is not mapped.`);
  } else if (!isEmailAllowed(email, details.allowed_domains) && member?.state !== 'member') {
    skip('allowed_domains does not admit it.');
  } else if (member !== undefined) {
    if (control.roles && member.role !== role) {
      plan.roleChanges.push({ email: member.emails[0] ?? email, role });
    }
  } else if (staysOut(exclusions, email, word, control.membership && namesMembers)) {
    skip('Taken out of the project by hand.');
  } else {
    plan.invitations.push({ email, role });
    if (exclusions.some((one) => one.email === email)) plan.liftedExclusions.push(email);
  }
}

/** Until the awarding portal names them with another role, or has the say and names them. */
function staysOut(
  exclusions: readonly Exclusion[],
  email: string,
  word: string,
  portalDecides: boolean,
): boolean {
  return !portalDecides && exclusions.some((one) => one.email === email && one.role === word);
}

function removeUnnamed(
  plan: MembershipPlan,
  current: readonly CurrentMember[],
  presentMembers: ReadonlySet<CurrentMember | undefined>,
): void {
  for (const member of current) {
    // A list that leaves out the deactivated, as get_award does, must not take them out.
    if (presentMembers.has(member) || member.inCustomer || !member.isActive) continue;
    const { emails, role, state } = member;
    plan.removals.push({ email: emails[0] ?? '', role, state });
  }
}

function liftUnnamedExclusions(
  plan: MembershipPlan,
  exclusions: readonly Exclusion[],
  namedMembers: readonly NamedMember[],
): void {
  const emails = new Set(namedMembers.map(({ email }) => email));
  for (const { email } of exclusions) if (!emails.has(email)) plan.liftedExclusions.push(email);
}

function withdrawExcludedInvitations(
  plan: MembershipPlan,
  { current, details }: MembershipInput,
): void {
  const leaving = new Set(plan.removals.map(({ email }) => email));
  const memberEmails = new Set(
    current.flatMap(({ state, emails }) => (state === 'member' ? emails : [])),
  );
  for (const { emails, role, state } of current) {
    const [email = ''] = emails;
    if (state !== 'invited' || leaving.has(email)) continue;
    if (isEmailAllowed(email, details.allowed_domains)) continue;
    plan.removals.push({ email, role, state });
    if (memberEmails.has(email)) continue;
    plan.roleChanges = plan.roleChanges.filter((change) => change.email !== email);
  }
}
