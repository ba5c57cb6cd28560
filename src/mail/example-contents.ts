import { describeWaitingReason, type WaitingReason } from '../award/waiting-reason.ts';
import { toMailReasons } from './load-award-facts.ts';
import type { MailContent, MailFact } from './mail-content.ts';
import { type MailKind, mailKinds } from './mail-kinds.ts';

/* Made-up mails of every kind: for the preview, and to check the texts of a site at start. */

const awardPath = '/awards/p7.ukri/ukri.brics.isambard-ai';
const projectPath = '/projects/0c9d8e8e-5d55-4d6b-9d0c-3b2f6f0d7a10';
const webhookPath = '/webhooks/0c9d8e8e-5d55-4d6b-9d0c-3b2f6f0d7a11';

const award: Record<string, MailFact> = {
  award: 'p7.ukri',
  name: 'Currents of the deep sea & <their> models',
  portal: 'ukri',
  template: 'open-call',
  allocation: '5000 NHR',
  start: { day: '2026-12-01' },
  end: { day: '2027-11-30' },
  since: { time: '2026-11-23T09:30:00Z' },
  reasons: toExampleReasons([{ code: 'above_approval_limit', credits: '5000', limit: '1000' }]),
};

const project: Record<string, MailFact> = {
  project: 'Currents of the deep sea',
  machine: 'isambard-ai',
};

const facts: Record<MailKind, { facts: Record<string, MailFact>; path: string }> = {
  award_waiting: { facts: award, path: awardPath },
  award_changed: { facts: award, path: awardPath },
  award_assigned: { facts: { ...award, person: 'Ada Lovelace' }, path: awardPath },
  award_mentioned: { facts: { ...award, person: 'Ada Lovelace' }, path: awardPath },
  award_reminder: { facts: { ...award, days: '7' }, path: awardPath },
  invitation: {
    facts: {
      scope: 'Currents of the deep sea',
      scope_uuid: '0c9d8e8e-5d55-4d6b-9d0c-3b2f6f0d7a10',
      inviter: 'Ada Lovelace',
      portal: 'ukri',
      joined: null,
      role: { word: 'PROJECT.MEMBER' },
      until: { time: '2026-12-31T23:59:00Z' },
    },
    path: '/',
  },
  award_approved: {
    facts: {
      ...award,
      ...project,
      credits: '5000',
      comment: 'Welcome.\nPlease read the guide of the machine.',
      changed: null,
    },
    path: projectPath,
  },
  award_rejected: {
    facts: { ...award, project: null, comment: 'The call closed on 30 September.' },
    path: '/',
  },
  change_refused: {
    facts: { ...award, ...project, comment: 'The machine is full until March.' },
    path: projectPath,
  },
  award_withdrawn: { facts: { ...award, ...project, deleted: null }, path: projectPath },
  award_moved: {
    facts: { ...award, ...project, attached: null, waits: 'yes' },
    path: projectPath,
  },
  member_joined: {
    facts: { ...project, person: 'Grace Hopper', role: { word: 'PROJECT.MEMBER' } },
    path: projectPath,
  },
  credits_used: {
    facts: { ...project, percent: '80', credits: '5000.00', used: '4003.50' },
    path: projectPath,
  },
  project_ends_soon: {
    facts: {
      ...project,
      days: '30',
      today: null,
      tomorrow: null,
      end: { day: '2026-12-23' },
    },
    path: projectPath,
  },
  project_blocked: {
    facts: { ...project, comment: 'The account was misused.' },
    path: projectPath,
  },
  project_removed: { facts: project, path: '/' },
  webhook_disabled: {
    facts: { webhook: 'Ticket system', problem: 'Every attempt failed for five days.' },
    path: webhookPath,
  },
  bridge_away: {
    facts: {
      away_since: { time: '2026-11-23T09:30:00Z' },
      since: { time: '2026-11-23T09:30:00Z' },
      problem: 'connect ECONNREFUSED 10.0.0.7:3000',
    },
    path: '/bridge',
  },
  needs_attention: {
    facts: { ...project, problem: 'The scheduler refused the account.' },
    path: projectPath,
  },
  delivery_failed: {
    facts: {
      what: { word: 'mail' },
      address: 'ada@example.ac.uk',
      problem: '550 No such user',
    },
    path: '/mail',
  },
  deliveries_given_up: {
    facts: {
      channel: { word: 'channel.bridge' },
      receiver: null,
      problem: 'The bridge answered 500.',
      refused: null,
    },
    path: '/jobs?delivery_state=dead',
  },
};

/** Every fact of a kind as absent: a version before this one may have stored a mail without it. */
export function createEmptyFacts(kind: MailKind): Record<string, MailFact> {
  return Object.fromEntries(Object.keys(facts[kind].facts).map((name) => [name, null]));
}

/** Every reason why an award can wait. */
const everyReason: readonly WaitingReason[] = [
  { code: 'above_approval_limit', credits: '5000', limit: '1000' },
  { code: 'above_maximum', credits: '50000', maximum: '10000' },
  { code: 'every_award_waits' },
  { code: 'embargoed', until: '2026-12-01T08:00:00Z' },
  { code: 'same_name', project: 'Currents of the deep sea' },
  { code: 'unmapped_unit', unit: 'GPUh' },
  { code: 'odd_message', text: 'end_date: Not a day.' },
  { code: 'arrived_as_update' },
  { code: 'asked_again', reason: 'The call closed on 30 September.' },
  { code: 'asked_again', reason: null },
  { code: 'returned' },
  { code: 'larger_allocation', credits: '5000', current: '900', limit: '1000' },
  { code: 'now_within_limits' },
  { code: 'end_date_passed', end: '2026-11-22' },
  { code: 'project_missing' },
  { code: 'detached' },
  { code: 'reopened', comment: 'Please look at the dates.' },
  { code: 'reopened', comment: null },
  { code: 'unknown' },
];

/** What a kind says in another case. */
interface Variant {
  name: string;
  kind: MailKind;
  /** Those that differ. */
  facts: Record<string, MailFact>;
  /** Where it differs. */
  path?: string;
}

const variants: readonly Variant[] = [
  {
    name: 'award_waiting_every_reason',
    kind: 'award_waiting',
    facts: { reasons: toExampleReasons(everyReason) },
  },
  { name: 'invitation_with_role', kind: 'invitation', facts: { joined: 'yes' } },
  { name: 'award_approved_change', kind: 'award_approved', facts: { changed: 'yes' } },
  { name: 'award_withdrawn_deleted', kind: 'award_withdrawn', facts: { deleted: 'yes' } },
  {
    name: 'project_ends_tomorrow',
    kind: 'project_ends_soon',
    facts: { days: '1', tomorrow: 'yes' },
  },
  { name: 'award_moved_attached', kind: 'award_moved', facts: { attached: 'yes' } },
  {
    name: 'deliveries_given_up_webhook',
    kind: 'deliveries_given_up',
    path: webhookPath,
    facts: {
      channel: { word: 'channel.webhook' },
      receiver: 'Ticket system',
      problem: 'The receiver answered 500.',
    },
  },
  {
    name: 'deliveries_given_up_refused',
    kind: 'deliveries_given_up',
    path: '/mail',
    facts: {
      channel: { word: 'channel.mail' },
      problem: '554 Looks like spam',
      refused: 'yes',
    },
  },
  {
    name: 'award_approved_without_credits',
    kind: 'award_approved',
    facts: { changed: 'yes', credits: { word: 'credits.none' } },
  },
];

const digestItems = [
  {
    award: 'p7.ukri',
    name: 'Currents of the deep sea',
    path: awardPath,
    since: '2026-11-23T09:30:00Z',
  },
  {
    award: 'p9.ukri',
    name: 'Protein folding <at scale>',
    path: '/awards/p9.ukri/ukri.brics.isambard-ai',
    since: '2026-11-23T10:05:00Z',
  },
];

function createDigest(items: MailContent['items']): MailContent {
  return { kind: 'award_waiting', facts: {}, path: '/', items };
}

/** A mail of each kind and of its other cases, and digests; `name` is one for a file. */
export const exampleContents: readonly { name: string; content: MailContent }[] = [
  ...mailKinds.map((kind) => ({ name: kind, content: { kind, ...facts[kind], items: null } })),
  ...variants.map(({ name, kind, facts: more, path = facts[kind].path }) => ({
    name,
    content: { kind, path, facts: { ...facts[kind].facts, ...more }, items: null },
  })),
  { name: 'award_waiting_digest', content: createDigest(digestItems) },
  { name: 'award_waiting_digest_of_one', content: createDigest(digestItems.slice(0, 1)) },
];

/** As the award stores them. */
function toExampleReasons(reasons: readonly WaitingReason[]): MailFact {
  return toMailReasons(
    reasons.map((reason) => ({ ...reason, text: describeWaitingReason(reason) })),
  );
}
