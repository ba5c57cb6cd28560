import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { hashKey } from '../src/access/token-store.ts';
import { measureJson } from '../src/award/printed-size.ts';

/** How many templates the awards are spread over; each has its own customer. */
const templateCount = 12;
const subjects = ['Protein folding', 'Ocean currents', 'Turbulence', 'Galaxy mergers', 'Speech'];
const places = ['Bristol', 'Leeds', 'Cardiff', 'Glasgow', 'Belfast', 'Durham', 'Exeter', 'York'];

export const reviewerCount = 16;
/** People of staff beside the one of `staffToken`, of whom `addStaff` makes this number. */
const furtherStaffCount = 15;
export const staffToken = 'bench-staff-0123456789';
const getStaffToken = (number: number): string => `bench-staff-${number}-0123456789`;
export const getReviewerToken = (number: number): string => `bench-reviewer-${number}-0123456789`;

/** Tokens of sixteen people of staff. */
export const staffTokens: readonly string[] = [
  staffToken,
  ...Array.from({ length: furtherStaffCount }, (_, n) => getStaffToken(n + 1)),
];
/** Those of the reviewers. */
export const reviewerTokens: readonly string[] = Array.from({ length: reviewerCount }, (_, n) =>
  getReviewerToken(n + 1),
);

/** Of sixteen awards one is pending and one rejected; states, templates and names are independent. */
const getAwardState = (number: number): 'pending' | 'approved' | 'rejected' =>
  number % 16 === 0 ? 'pending' : number % 16 === 1 ? 'rejected' : 'approved';
const getTemplateNumber = (number: number): number => 1 + (mixNumber(number, 5) % templateCount);

/** A number independent of the state; another for each `use`. */
const mixNumber = (number: number, use: number): number =>
  Math.floor(number / 16) * use + number * 5;

/** The name of an award: words that it shares with others, and one of its own. */
const getAwardName = (number: number): string => {
  const subject = subjects[mixNumber(number, 3) % subjects.length];
  const place = places[mixNumber(number, 11) % places.length];
  return `${subject} at ${place} ${getSearchWord(number)}`;
};

/** A word of seven letters that only this award has, for searches that find one. */
export function getSearchWord(number: number): string {
  // The factor is odd, so this is a permutation of the numbers below 26^7.
  let rest = (number * 2_654_435_761) % 26 ** 7;
  let word = '';
  for (let letter = 0; letter < 7; letter++, rest = Math.floor(rest / 26)) {
    word += String.fromCharCode(97 + (rest % 26));
  }
  return word;
}

export const getIdentifier = (number: number): string => `p${number}.ukri`;
export const getDestination = (number: number): string =>
  `ukri.brics.cluster-${getTemplateNumber(number)}`;

/** The numbers of the pending awards, in the order of arrival. */
export function* listPendingNumbers(size: number): Generator<number> {
  for (let number = 16; number <= size; number += 16) yield number;
}

/** The numbers of the approved awards. */
export function* listApprovedNumbers(size: number): Generator<number> {
  for (let number = 2; number <= size; number++) {
    if (getAwardState(number) === 'approved') yield number;
  }
}

/**
 * Fills a migrated, empty database with `size` awards, their projects and audit, by COPY, then
 * builds the indexes and the counts.
 */
export async function fillDatabase(url: string, size: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(baseDataSql);
    for (let number = 1; number <= reviewerCount; number++) {
      await client.query(reviewerSql, [`reviewer${number}`, hashKey(getReviewerToken(number))]);
    }
    await client.query(staffSql, ['bench-staff', hashKey(staffToken)]);
    // Without triggers, as in a restore: the rows are consistent.
    await client.query(
      `set session_replication_role = replica; set maintenance_work_mem = '512MB'`,
    );
    const indexes = await client.query<{ name: string; definition: string }>(secondaryIndexesQuery);
    for (const { name } of indexes.rows) await client.query(`drop index ${name}`);
    await copyLines(client, `project (${projectColumns})`, generateProjectLines(size));
    await copyLines(client, `managed_project (${awardColumns})`, generateAwardLines(size));
    await copyLines(client, `audit_entry (${auditColumns})`, generateAuditLines(size));
    for (const { definition } of indexes.rows) await client.query(definition);
    await client.query(`
      select setval(pg_get_serial_sequence('project', 'id'), ${size});
      insert into award_count select template_id, state, count(*) from managed_project group by 1, 2;
      insert into project_count select customer_id, count(*) from project group by 1`);
    await client.query('vacuum (analyze, freeze)');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

const baseDataSql = `
  insert into customer (name, slug, created)
    select 'Organisation ' || n, 'organisation-' || n, now() from generate_series(0, ${templateCount}) n;
  insert into project_template (name, offering, portal, provider_id, customer_id, shortname,
      approval_limit, max_credit_limit, allocation_units_mapping, role_mapping, created)
    select 'open-call-' || n, 'cluster-' || n, 'ukri', 1, 1 + n, 't' || n || 'x{year}{count}',
      100, 100000, '{"NHR": 1}', '{"PI": "PROJECT.ADMIN"}', now()
    from generate_series(1, ${templateCount}) n`;

const staffSql = `
  with made as (
    insert into person (username, first_name, last_name, is_staff, date_joined)
    values ($1, 'Ada', 'Staff', true, now()) returning id)
  insert into api_token (person_id, name, digest, scope, created)
    select id, 'bench', $2, 'admin', now() from made`;

/** Adds the further people of staff to a database that any build has filled. */
export async function addStaff(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let number = 1; number <= furtherStaffCount; number++) {
      await client.query(staffSql, [`bench-staff-${number}`, hashKey(getStaffToken(number))]);
    }
  } finally {
    await client.end();
  }
}

/** Owner of the provider and of every customer. */
const reviewerSql = `
  with made as (
    insert into person (username, first_name, last_name, date_joined)
    values ($1, 'Rosalind', $1, now()) returning id),
  roles as (
    insert into customer_role (customer_id, person_id, role, created)
    select customer.id, made.id, 'CUSTOMER.OWNER', now() from customer, made)
  insert into api_token (person_id, name, digest, scope, created)
    select id, 'bench', $2, 'admin', now() from made`;

// A hash index is as large as the table where it is built afterwards, even with nothing in it.
const secondaryIndexesQuery = `
  select indexname as name, indexdef as definition from pg_indexes
  where tablename in ('project', 'managed_project', 'audit_entry') and schemaname = 'public'
    and indexdef not like '% USING hash %'
    and not exists (select from pg_constraint where conname = indexname)`;

const projectColumns = 'id, customer_id, name, slug, short_name, credits, end_date, created';
const awardColumns = `identifier, offering, portal, destination, state, details, template_id,
  project_id, applied_allocation, earliest_approve, created, reviewed_at, reviewed_by, version,
  waiting_since, waiting_reasons, details_bytes`;
const auditColumns = `identifier, destination, "timestamp", event_type, action, new_details,
  performed_by, version, state, project_id, credits`;

const robotId = 1;
const firstArrivalMs = Date.parse('2021-01-01T00:00:00Z');
/** The arrivals are spread evenly over five years. */
const getArrivalTime = (number: number, size: number, daysLater = 0): string =>
  new Date(
    firstArrivalMs + (number / size) * 5 * 365.25 * 86_400_000 + daysLater * 86_400_000,
  ).toISOString();

export function getAwardDetails(number: number): string {
  return JSON.stringify({
    name: getAwardName(number),
    template: `open-call-${getTemplateNumber(number)}`,
    key: null,
    description: `An award for ${getAwardName(number).toLowerCase()}, granted by the open call.`,
    members: { [`pi${number}@example.ac.uk`]: 'PI', [`post${number}@example.ac.uk`]: 'PI' },
    start_date: null,
    end_date: '2031-12-31',
    allocation: `${500 + (number % 500)} NHR`,
    allowed_domains: null,
    notes: [],
    ...(getEmbargo(number) && { earliest_approve: getEmbargo(number) }),
  });
}

/** One pending award in eight is under an embargo; no decided one is. */
export const getEmbargo = (number: number): string | null =>
  number % 128 === 0 ? '2035-01-01T00:00:00Z' : null;

function* generateProjectLines(size: number): Generator<string> {
  for (const number of listApprovedNumbers(size)) {
    const customer = 1 + getTemplateNumber(number);
    const name = getAwardName(number);
    yield formatCopyLine([
      number,
      customer,
      name,
      `award-${number}`,
      `s${number}`,
      500 + (number % 500),
      '2031-12-31',
      getArrivalTime(number, size, 2),
    ]);
  }
}

function* generateAwardLines(size: number): Generator<string> {
  for (let number = 1; number <= size; number++) {
    const template = getTemplateNumber(number);
    const state = getAwardState(number);
    const isApproved = state === 'approved';
    const isDecided = state !== 'pending';
    yield formatCopyLine([
      getIdentifier(number),
      `cluster-${template}`,
      'ukri',
      getDestination(number),
      state,
      getAwardDetails(number),
      template,
      isApproved ? number : null,
      isApproved ? `${500 + (number % 500)} NHR` : null,
      getEmbargo(number),
      getArrivalTime(number, size),
      isDecided ? getArrivalTime(number, size, 2) : null,
      isDecided ? robotId : null,
      isDecided ? 2 : 1,
      isDecided ? null : getArrivalTime(number, size),
      isDecided ? '[]' : waitingReasons,
      measureJson(JSON.parse(getAwardDetails(number))),
    ]);
  }
}

const waitingReasons = JSON.stringify([
  {
    code: 'above_approval_limit',
    credits: '600.00',
    limit: '100',
    text: '600.00 credits are above the approval limit of 100.',
  },
]);

function* generateAuditLines(size: number): Generator<string> {
  for (let number = 1; number <= size; number++) {
    const state = getAwardState(number);
    const key = [getIdentifier(number), getDestination(number)];
    yield formatCopyLine([
      ...key,
      getArrivalTime(number, size),
      'created',
      'created',
      getAwardDetails(number),
      robotId,
      ...[1, 'pending', null, null],
    ]);
    if (state === 'pending') continue;
    const project = state === 'approved' ? [number, 500 + (number % 500)] : [null, null];
    yield formatCopyLine([
      ...key,
      getArrivalTime(number, size, 2),
      state,
      state,
      null,
      robotId,
      ...[2, state, ...project],
    ]);
  }
}

/** A line of COPY's text format. */
function formatCopyLine(values: (string | number | null)[]): string {
  const escaped = values.map((value) =>
    value === null ? '\\N' : String(value).replaceAll('\\', '\\\\'),
  );
  return `${escaped.join('\t')}\n`;
}

async function copyLines(client: pg.Client, into: string, lines: Iterable<string>): Promise<void> {
  await pipeline(
    Readable.from(joinIntoChunks(lines)),
    client.query(from(`copy ${into} from stdin`)),
  );
}

function* joinIntoChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
