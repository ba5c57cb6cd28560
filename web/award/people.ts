import { useQuery } from '@tanstack/react-query';
import type { AwardDetails } from '../../src/award/details.ts';
import { type CurrentMember, planMembership } from '../../src/award/membership.ts';
import { projectRoles } from '../../src/award/vocabulary.ts';
import { api, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Award, Member, Template } from '../api/types.ts';

const pageSize = 300;

/** Who is in the project of an award, and how many they are in all; asked only where there is one. */
export function useProjectPeople({ project_data: { url, uuid } }: Award) {
  return useQuery({
    queryKey: [...keys.projects, uuid, 'users'],
    queryFn: () =>
      pageOf<Member>(
        api.GET('/api/projects/{uuid}/list_users/', {
          params: { path: { uuid }, query: { page_size: String(pageSize) } },
        }),
      ),
    enabled: url !== '',
  });
}

/** A member of the award, and what becomes of that here. */
export interface NamedMember {
  address: string;
  /** The awarding portal's word. */
  asked: string;
  /** Our role; null for who is kept out. */
  role: string | null;
  /** What is to happen, or why nothing does. */
  fate: string;
  isKeptOut: boolean;
}

/** The members of an award by the rule that invites them. */
export function namedMembers(
  details: AwardDetails,
  roleMapping: Template['role_mapping'],
  people: readonly Member[],
): NamedMember[] {
  const current = people.flatMap(currentOf);
  const mapping = roleMapping as Parameters<typeof planMembership>[1];
  const plan = planMembership(details, mapping, current);
  const skipped = byEmail(plan.skipped);
  const changed = byEmail(plan.change);
  const present = byEmail(current);
  return Object.entries(details.members ?? {}).map(([address, asked]) => {
    const email = address.toLowerCase();
    const reason = skipped.get(email)?.reason;
    if (reason !== undefined) return { address, asked, role: null, fate: reason, isKeptOut: true };
    const here = present.get(email);
    const role = changed.get(email)?.role ?? here?.role ?? roleMapping[asked] ?? null;
    const fate = changed.has(email) ? 'Would get this role' : fateOf(here);
    return { address, asked, role, fate, isKeptOut: false };
  });
}

function fateOf(here: CurrentMember | undefined): string {
  if (here === undefined) return 'Would be invited';
  return here.state === 'member' ? 'In the project' : 'Invited';
}

const byEmail = <Person extends { email: string }>(people: readonly Person[]) =>
  new Map(people.map((person) => [person.email, person]));

function currentOf({ user_email, role_name, state }: Member): CurrentMember[] {
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
