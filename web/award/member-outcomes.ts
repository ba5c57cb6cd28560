import { useQuery } from '@tanstack/react-query';
import { normalizeEmail } from '../../src/award/email.ts';
import type { ProjectRole } from '../../src/award/award-enums.ts';
import { type CurrentMember, planMembership } from '../../src/award/membership.ts';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Award, AwardDetails, Member, Template } from '../api/types.ts';
import { parseProjectRole } from '../members/project-roles.ts';

const pageSize = 300;

/** The members of the project of an award; not fetched where there is no project. */
export function useProjectMembers({ project_data: { url, uuid } }: Award) {
  return useQuery({
    queryKey: [...queryKeys.projects, uuid, 'users'],
    queryFn: () =>
      readPage<Member>(
        api.GET('/api/projects/{uuid}/list_users/', {
          params: { path: { uuid }, query: { page_size: String(pageSize) } },
        }),
      ),
    enabled: url !== '',
  });
}

/** A member of the award, and what happens to that person here. */
export interface MemberOutcome {
  email: string;
  /** The role as the awarding portal names it. */
  requestedRole: string;
  /** The role in the project; null for people who are not invited. */
  localRole: string | null;
  /** What happens, or why the person is not invited. */
  outcome: string;
  isExcluded: boolean;
}

/** What happens to each member of an award, by the rules of src/award/membership.ts. */
export function computeMemberOutcomes(
  details: AwardDetails,
  roles: Template['role_mapping_data'],
  projectMembers: readonly Member[],
): MemberOutcome[] {
  const current = projectMembers.flatMap(toCurrentMembers);
  const roleMapping = Object.fromEntries(
    Object.entries(roles).map(([word, { name }]) => [word, name]),
  );
  const plan = planMembership({
    details,
    roleMapping: toRoleMapping(roleMapping),
    current,
    // Only the service knows them; the outcome of an excluded person says "would be invited".
    exclusions: [],
    namesMembers: true,
  });
  const skipped = indexByEmail(plan.skippedMembers);
  const changed = indexByEmail(plan.roleChanges);
  const present = new Map(
    current.flatMap((member) => member.emails.map((email) => [email, member] as const)),
  );
  return Object.entries(details.members ?? {}).map(([email, requestedRole]) => {
    const normalized = normalizeEmail(email);
    const reason = skipped.get(normalized)?.reason;
    if (reason !== undefined) {
      return { email, requestedRole, localRole: null, outcome: reason, isExcluded: true };
    }
    const member = present.get(normalized);
    const change = changed.get(normalized);
    return {
      email,
      requestedRole,
      localRole: change?.role ?? member?.role ?? roleMapping[requestedRole] ?? null,
      outcome: change ? 'Would get this role' : describeMembership(member),
      isExcluded: false,
    };
  });
}

function toRoleMapping(roleMapping: Record<string, string>): Record<string, ProjectRole> {
  const entries = Object.entries(roleMapping).flatMap(([name, text]) => {
    const role = parseProjectRole(text);
    return role === undefined ? [] : [[name, role] as const];
  });
  return Object.fromEntries(entries);
}

function describeMembership(member: CurrentMember | undefined): string {
  if (member === undefined) return 'Would be invited';
  return member.state === 'member' ? 'In the project' : 'Invited';
}

const indexByEmail = <Person extends { email: string }>(people: readonly Person[]) =>
  new Map(people.map((person) => [person.email, person]));

function toCurrentMembers({ user_email, role_name, state }: Member): CurrentMember[] {
  const role = parseProjectRole(role_name);
  if (role === undefined) return [];
  const isMember = state === 'member';
  // Only the service knows who belongs to the customer; it does not matter for these outcomes.
  return [
    {
      emails: [normalizeEmail(user_email)],
      role,
      state: isMember ? 'member' : 'invited',
      inCustomer: false,
      isActive: true,
    },
  ];
}
