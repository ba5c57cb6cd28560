import type { Ledger } from '../ledger.ts';
import { Caller } from './caller.ts';

export const awardingPortals = ['ukri', 'eosc'] as const;
export type AwardingPortal = (typeof awardingPortals)[number];

/** Each awarding portal has its own offering and template. */
export const offeringOf = (portal: AwardingPortal): string =>
  portal === 'ukri' ? 'isambard-ai' : 'isambard3';

export const approvalLimit = 1000;
export const maximum = 10_000;
const reviewerCount = 5;
const projectsEach = 8;

/** Who decides, and what about. */
export interface Furniture {
  staff: Caller;
  reviewers: { name: string; caller: Caller }[];
}

/** Two organisations, two templates, reviewers of both, and projects that an award could manage. */
export async function furnish(
  url: () => string,
  adminToken: string,
  ledger: Ledger,
): Promise<Furniture> {
  const staff = new Caller(url, adminToken, ledger);
  const provider = await staff.make('/api/customers/', { name: 'Our centre' });
  const customers = [];
  for (const portal of awardingPortals) {
    const customer = await staff.make('/api/customers/', { name: `Access by ${portal}` });
    customers.push(customer);
    await staff.make('/api/openportal-project-template/', {
      name: 'open-call',
      offering: offeringOf(portal),
      portal,
      provider: provider.url,
      customer: customer.url,
      shortname: `${portal[0]}{year}{count}`,
      approval_limit: String(approvalLimit),
      max_credit_limit: String(maximum),
      allocation_units_mapping: { NHR: 1 },
      role_mapping: { PI: 'PROJECT.ADMIN', Researcher: 'PROJECT.MEMBER' },
    });
    for (let count = 1; count <= projectsEach; count++) {
      const body = { name: `Made by hand ${count}`, customer: customer.url };
      ledger.madeByHand.add((await staff.make('/api/projects/', body)).uuid);
    }
  }
  const reviewers = [];
  for (let number = 1; number <= reviewerCount; number++) {
    reviewers.push(await makeReviewer(number, [provider, ...customers]));
  }
  return { staff, reviewers };

  async function makeReviewer(number: number, owned: { uuid: string }[]) {
    const name = `reviewer${number}`;
    const person = await staff.make('/api/users/', { username: name, first_name: name });
    for (const { uuid } of owned) {
      const body = { user: person.uuid, role: 'CUSTOMER.OWNER' };
      await staff.make(`/api/customers/${uuid}/add_user/`, body);
    }
    const body = { name: 'torture', scope: 'review' };
    const { key } = await staff.make(`/api/users/${person.uuid}/tokens/`, body);
    return { name, caller: new Caller(url, key, ledger) };
  }
}
