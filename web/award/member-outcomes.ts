import { useQuery } from '@tanstack/react-query';
import { normalizeEmail } from '../../src/award/email.ts';
import type { ProjectRole } from '../../src/award/award-enums.ts';
import { type CurrentMember, planMembership } from '../../src/award/membership.ts';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Award, Member, Plan } from '../api/types.ts';
import { parseProjectRole } from '../members/project-roles.ts';
import { listApprovalBarriers } from './award-action-rules.ts';

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
 * What happens to each member of an award, by the rules of src/award/membership.ts. `plan` is the
 * service's plan, which also knows whom the site keeps out; null where the reader may not ask for it.
 * Nobody is invited to an award that is rejected, canceled or cannot be approved (issue 20, 7).
 */
export function computeMemberOutcomes(
  award: Award,
  projectMembers: readonly Member[],
  plan: Pick<Plan, 'members' | 'barriers'> | null,
): MemberOutcome[] {
  const { details, state } = award;
  const roles = award.project_template_data.role_mapping_data;
  const current = projectMembers.flatMap(toCurrentMembers);
  const roleMapping = Object.fromEntries(
    Object.entries(roles).map(([word, { name }]) => [word, name]),
  );
  const membershipPlan = planMembership({
    details,
    roleMapping: toRoleMapping(roleMapping),
    current,
    // Only the service knows them.
    exclusions: [],
    namesMembers: true,
  });
  const skipped = indexByEmail([
    ...membershipPlan.skippedMembers,
    ...(plan?.members.skipped ?? []),
  ]);
  const changed = indexByEmail(membershipPlan.roleChanges);
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
      outcome: describeMembership({ award, plan, member, isChanged: change !== undefined }),
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

interface MembershipInput {
  award: Award;
  plan: Pick<Plan, 'barriers'> | null;
  /** The member of the award in the project; undefined for others. */
  member: CurrentMember | undefined;
  /** Whether the award gives another role than the member has. */
  isChanged: boolean;
}

function describeMembership({ award, plan, member, isChanged }: MembershipInput): string {
  const present = member?.state === 'member' ? 'In the project' : 'Invited';
  if (award.state !== 'pending') {
    if (isChanged) return 'Would get this role';
    return member === undefined ? 'Not in the project' : present;
  }
  const approval = findApproval(award, plan);
  if (approval === 'never')
    return member === undefined ? 'Not invited: the award cannot be approved now' : present;
  const suffix = approval === 'later' ? ' after the embargo' : '';
  if (isChanged) return `Would get this role${suffix}`;
  return member === undefined ? `Would be invited${suffix}` : present;
}

/** Whether the award can be approved now, after its embargo, or not as it is. */
function findApproval(
  award: Award,
  plan: Pick<Plan, 'barriers'> | null,
): 'now' | 'later' | 'never' {
  const codes = (plan?.barriers ?? listApprovalBarriers(award)).map(({ code }) => code);
  if (codes.some((code) => code !== 'embargoed')) return 'never';
  return codes.length > 0 ? 'later' : 'now';
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
