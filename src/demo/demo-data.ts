/*
 * Invented people, organisations and templates, as a national AI site might have them. Emails are
 * in domains that are reserved for examples.
 */

export const customers = [
  { name: 'Bristol Centre for Supercomputing', abbreviation: 'BriCS', email: 'desk@brics.example' },
  { name: 'UKRI Access', abbreviation: 'UKRI', email: 'access@ukri.example' },
  { name: 'EuroHPC Access', abbreviation: 'EHPC', email: 'access@ehpc.example' },
] as const;

export const people = [
  { username: 'rosalind', full_name: 'Rosalind Okafor', email: 'rosalind.okafor@brics.example' },
  { username: 'marek', full_name: 'Marek Lindqvist', email: 'marek.lindqvist@brics.example' },
  { username: 'sunita', full_name: 'Sunita Rao', email: 'sunita.rao@ukri.example' },
  { username: 'help', full_name: 'Help Desk', email: 'help@brics.example', is_support: true },
] as const;

/** User name and short name; Sunita Rao has not chosen hers yet. */
export const shortNames = [
  ['rosalind', 'rosalind'],
  ['marek', 'marek'],
  ['help', 'help-desk'],
] as const;

/** User name, customer and role. */
export const customerRoles = [
  ['rosalind', 'Bristol Centre for Supercomputing', 'CUSTOMER.OWNER'],
  ['rosalind', 'UKRI Access', 'CUSTOMER.OWNER'],
  ['rosalind', 'EuroHPC Access', 'CUSTOMER.OWNER'],
  ['marek', 'Bristol Centre for Supercomputing', 'CUSTOMER.MANAGER'],
  ['marek', 'UKRI Access', 'CUSTOMER.OWNER'],
  ['sunita', 'UKRI Access', 'CUSTOMER.MANAGER'],
] as const;

/** The user names of those who decide about demo awards. */
export const reviewers = ['rosalind', 'marek'] as const;

const roleMapping = {
  PI: 'PROJECT.ADMIN',
  'Co-I': 'PROJECT.MANAGER',
  Researcher: 'PROJECT.MEMBER',
};

export const templates = [
  {
    name: 'open-call',
    offering: 'isambard-ai',
    portal: 'ukri',
    customer: 'UKRI Access',
    shortname: 'a{year}{count}',
    approval_limit: '0',
    max_credit_limit: '50000',
    allocation_units_mapping: { NHR: 1, GPUHR: 4 },
    key: 'open-call-key',
  },
  {
    name: 'gateway',
    offering: 'isambard-ai',
    portal: 'ukri',
    customer: 'UKRI Access',
    shortname: 'g{year}{count}',
    approval_limit: '500',
    max_credit_limit: '2000',
    allocation_units_mapping: { NHR: 1, GPUHR: 4 },
    key: null,
  },
  {
    name: 'regular',
    offering: 'isambard3',
    portal: 'ukri',
    customer: 'UKRI Access',
    shortname: 'b{year}{count}',
    approval_limit: '10000',
    max_credit_limit: null,
    allocation_units_mapping: { COREHR: 144 },
    key: null,
  },
  {
    name: 'development',
    offering: 'dawn',
    portal: 'ehpc',
    customer: 'EuroHPC Access',
    shortname: 'e{year}-{count}',
    approval_limit: '1000',
    max_credit_limit: '4000',
    allocation_units_mapping: { GPUHR: 1 },
    key: null,
  },
].map((template) => ({ ...template, role_mapping: roleMapping }));

/** Projects without an award; two of them have the name of one, which makes it a namesake. */
export const manualProjects = [
  { name: 'Turbulence in stellar interiors', customer: 'UKRI Access' },
  { name: 'Coastal flooding under climate change', customer: 'EuroHPC Access' },
  { name: 'Teaching cluster 2026', customer: 'UKRI Access' },
  { name: 'Benchmark suite', customer: 'Bristol Centre for Supercomputing' },
] as const;
