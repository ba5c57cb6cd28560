import { useQuery } from '@tanstack/react-query';
import type { AwardDetails } from '../../src/award/award-details.ts';
import { type CurrentMember, planMembership } from '../../src/award/membership.ts';
import { projectRoles } from '../../src/award/enums.ts';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Award, Member, Template } from '../api/types.ts';

const pageSize = 300;

/** Who is in the project of an award, and how many they are in all; asked only where there is one. */
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

/** A member of the award, and what becomes of that here. */
export interface MemberOutcome {
  email: string;
  /** The awarding portal's word. */
  requestedRole: string;
  /** Our role; null for who is kept out. */
  localRole: string | null;
  /** What is to happen, or why nothing does. */
  outcome: string;
  isExcluded: boolean;
}

/** The members of an award by the rule that invites them. */
export function computeMemberOutcomes(
  details: AwardDetails,
  roles: Template['role_mapping_data'],
  people: readonly Member[],
): MemberOutcome[] {
  const current = people.flatMap(toCurrentMembers);
  const roleMapping = Object.fromEntries(
    Object.entries(roles).map(([word, { name }]) => [word, name]),
  );
  const mapping = roleMapping as Parameters<typeof planMembership>[1];
  const plan = planMembership(details, mapping, current);
  const skipped = indexByEmail(plan.skippedMembers);
  const changed = indexByEmail(plan.roleChanges);
  const present = indexByEmail(current);
  return Object.entries(details.members ?? {}).map(([address, asked]) => {
    const email = address.toLowerCase();
    const reason = skipped.get(email)?.reason;
    if (reason !== undefined)
      return {
        email: address,
        requestedRole: asked,
        localRole: null,
        outcome: reason,
        isExcluded: true,
      };
    const here = present.get(email);
    const role = changed.get(email)?.role ?? here?.role ?? roleMapping[asked] ?? null;
    const outcome = changed.has(email) ? 'Would get this role' : describeMembership(here);
    return { email: address, requestedRole: asked, localRole: role, outcome, isExcluded: false };
  });
}

function describeMembership(here: CurrentMember | undefined): string {
  if (here === undefined) return 'Would be invited';
  return here.state === 'member' ? 'In the project' : 'Invited';
}

const indexByEmail = <Person extends { email: string }>(people: readonly Person[]) =>
  new Map(people.map((person) => [person.email, person]));

function toCurrentMembers({ user_email, role_name, state }: Member): CurrentMember[] {
  const role = projectRoles.find((name) => name === role_name);
  if (role === undefined) return [];
  const isMember = state === 'member';
  // Who belongs to the customer is known to the service alone; here it decides nothing.
  return [
    {
      email: user_email.toLowerCase(),
      role,
      state: isMember ? 'member' : 'invited',
      inCustomer: false,
    },
  ];
}
