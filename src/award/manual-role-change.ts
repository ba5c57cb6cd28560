import type { AwardFieldValues } from './award-details.ts';
import { normalizeEmail } from './email.ts';
import type { ProjectRole } from './award-enums.ts';
import { portalControls } from './membership.ts';

/** Somebody's role in a project before and after a change by hand; null is none. */
export interface ManualRoleChange {
  /** Every verified email of the person, any case. */
  emails: readonly string[];
  /** Has a role in the customer. */
  inCustomer: boolean;
  previousRole: ProjectRole | null;
  newRole: ProjectRole | null;
}

/**
 * Which part of a change by hand belongs to the awarding portal (docs/rules/awards.md, A9.5); null where
 * the site may make it. The award says no role of people whom it does not name, and people with a
 * role in the customer never leave by it: both stay with the site, or nobody could change them. An
 * award that never named members leaves everything to the site.
 */
export function findPortalControlledPart(
  { members, membership_control }: Pick<AwardFieldValues, 'members' | 'membership_control'>,
  roleMapping: Readonly<Record<string, ProjectRole>>,
  { emails, inCustomer, previousRole, newRole }: ManualRoleChange,
): 'membership' | 'role' | null {
  if (members === null) return null;
  const control = portalControls[membership_control ?? 'open'];
  const own = new Set(emails.map(normalizeEmail));
  const namedMember = Object.entries(members).find(([email]) => own.has(normalizeEmail(email)));
  const comesOrGoes = (previousRole === null) !== (newRole === null);
  if (control.membership && comesOrGoes && (namedMember !== undefined || !inCustomer)) {
    return 'membership';
  }
  if (!control.roles || namedMember === undefined || newRole === null || newRole === previousRole) {
    return null;
  }
  const [, word] = namedMember;
  const agreed = Object.hasOwn(roleMapping, word) ? roleMapping[word] : undefined;
  return agreed === undefined || agreed === newRole ? null : 'role';
}

/**
 * The awarding portal's word for a local role: the one that it used for this person where that
 * still means this role, else the first in alphabetical order; null when none does.
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
