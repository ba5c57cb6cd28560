import { useQuery } from '@tanstack/react-query';
import { normalizeEmail } from '../../src/award/email.ts';
import type { ProjectRole } from '../../src/award/award-enums.ts';
import { type CurrentMember, planMembership } from '../../src/award/membership.ts';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Award, AwardState, Member, Plan } from '../api/types.ts';
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

/**
 * What happens to each member of an award, by the rules of src/award/membership.ts. `planned` is the
 * service's plan, which also knows whom the site keeps out; null where the reader may not ask for it.
 */
export function computeMemberOutcomes(
  { details, state, project_template_data: template }: Award,
  projectMembers: readonly Member[],
  planned: Plan['members'] | null,
): MemberOutcome[] {
  const roles = template.role_mapping_data;
  const current = projectMembers.flatMap(toCurrentMembers);
  const roleMapping = Object.fromEntries(
    Object.entries(roles).map(([word, { name }]) => [word, name]),
  );
  const plan = planMembership({
    details,
    roleMapping: toRoleMapping(roleMapping),
    current,
    // Only the service knows them.
    exclusions: [],
    namesMembers: true,
  });
  const skipped = indexByEmail([...plan.skippedMembers, ...(planned?.skipped ?? [])]);
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
    if (state === 'rejected' || state === 'canceled') {
      const outcome = `The award is ${state}`;
      return { email, requestedRole, localRole: null, outcome, isExcluded: true };
    }
    const change = changed.get(normalized);
    return {
      email,
      requestedRole,
      localRole: change?.role ?? member?.role ?? roleMapping[requestedRole] ?? null,
      outcome: change ? 'Would get this role' : describeMembership(member, state),
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

function describeMembership(member: CurrentMember | undefined, state: AwardState): string {
  if (member === undefined) return state === 'pending' ? 'Would be invited' : 'Not in the project';
  return member.state === 'member' ? 'In the project' : 'Invited';
}

const indexByEmail = <Person extends { email: string }>(people: readonly Person[]) =>
  new Map(people.map((person) => [normalizeEmail(person.email), person]));

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
