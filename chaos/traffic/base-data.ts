import type { RequestLedger } from '../request-ledger.ts';
import { ApiClient } from './api-client.ts';

export const awardingPortals = ['ukri', 'eosc'] as const;
export type AwardingPortal = (typeof awardingPortals)[number];

/** Each awarding portal has its own offering and template. */
export const getOffering = (portal: AwardingPortal): string =>
  portal === 'ukri' ? 'isambard-ai' : 'isambard3';

const approvalLimit = 1000;
const maxCreditLimit = 10_000;
const REVIEWER_COUNT = 5;
const PROJECTS_PER_CUSTOMER = 8;

/** Who decides, and what about. */
export interface BaseData {
  staff: ApiClient;
  reviewers: { name: string; caller: ApiClient }[];
  /** Support, who sees every award. */
  floodingCaller: ApiClient;
}

/** Two organisations, two templates, reviewers of both, and projects that an award could manage. */
export async function createBaseData(
  url: () => string,
  adminToken: string,
  ledger: RequestLedger,
): Promise<BaseData> {
  const staff = new ApiClient(url, adminToken, ledger);
  const provider = await staff.create('/api/customers/', { name: 'Our centre' });
  const customers = [];
  for (const portal of awardingPortals) {
    const customer = await staff.create('/api/customers/', { name: `Access by ${portal}` });
    customers.push(customer);
    await staff.create('/api/openportal-project-template/', {
      name: 'open-call',
      offering: getOffering(portal),
      portal,
      provider: provider.url,
      customer: customer.url,
      shortname: `${portal[0]}{year}{count}`,
      approval_limit: String(approvalLimit),
      max_credit_limit: String(maxCreditLimit),
      allocation_units_mapping: { NHR: 1 },
      role_mapping: { PI: 'PROJECT.ADMIN', Researcher: 'PROJECT.MEMBER' },
    });
    for (let count = 1; count <= PROJECTS_PER_CUSTOMER; count++) {
      const body = { name: `Made by hand ${count}`, customer: customer.url };
      ledger.manualProjects.add((await staff.create('/api/projects/', body)).uuid);
    }
  }
  const reviewers = [];
  for (let number = 1; number <= REVIEWER_COUNT; number++) {
    reviewers.push(await makeReviewer(number, [provider, ...customers]));
  }
  const flooding = { username: 'flooding', is_support: true };
  const { uuid } = await staff.create('/api/users/', flooding);
  const token = { name: 'chaos', scope: 'read' };
  const { key } = await staff.create(`/api/users/${uuid}/tokens/`, token);
  const floodingCaller = new ApiClient(url, key, ledger, { isFlood: true });
  return { staff, reviewers, floodingCaller };

  async function makeReviewer(number: number, owned: { uuid: string }[]) {
    const name = `reviewer${number}`;
    const person = await staff.create('/api/users/', { username: name, first_name: name });
    for (const { uuid } of owned) {
      const body = { user: person.uuid, role: 'CUSTOMER.OWNER' };
      await staff.create(`/api/customers/${uuid}/add_user/`, body);
    }
    const body = { name: 'chaos', scope: 'review' };
    const { key } = await staff.create(`/api/users/${person.uuid}/tokens/`, body);
    return { name, caller: new ApiClient(url, key, ledger) };
  }
}
