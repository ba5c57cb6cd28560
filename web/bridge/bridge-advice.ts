import type { BridgeStatus } from '../api/types.ts';
import { compareOfferings } from './compare-offerings.ts';
import { formatDuration, formatClockSkew } from './status-labels.ts';

/** A problem of the connection, and what to do about it. */
export interface Advice {
  isSevere: boolean;
  title: string;
  text: string;
}

/** A larger difference is worth a warning. */
export const maxClockSkewSeconds = 2;
/** The bridge rejects requests that are signed with a larger difference. */
const maxAcceptedSkewSeconds = 5;
/** Awarding portals stop waiting for an answer after this time. */
const maxJobWaitSeconds = 30;

/** The problems of a connection and of webhooks, apart from an unreachable bridge. */
export function getAdvice(status: BridgeStatus): Advice[] {
  if (status.bridge === 'no bridge') return checkWebhookKey(status);
  return [
    ...checkWebhookKey(status),
    ...checkClockSkew(status),
    ...checkOfferings(status),
    ...checkLeftOut(status),
    ...checkRestart(status),
    ...checkUnansweredJobs(status),
  ];
}

function checkWebhookKey({ webhooks_without_key: webhooks }: BridgeStatus): Advice[] {
  if (webhooks === 0) return [];
  const subject = webhooks === 1 ? '1 webhook gets' : `${webhooks} webhooks get`;
  return adviseSevere(
    `${subject} nothing: GATEHOUSE_SECRET_KEY is not set`,
    'Messages cannot be signed without it; they wait. Set the key that the webhooks were made ' +
      'with, in each replica, and restart.',
  );
}

function checkClockSkew({ clock_skew_seconds: skew }: BridgeStatus): Advice[] {
  if (skew === null || Math.abs(skew) <= maxClockSkewSeconds) return [];
  const isSevere = Math.abs(skew) >= maxAcceptedSkewSeconds;
  return advise(
    `The bridge’s clock is ${formatClockSkew(skew)}`,
    `It rejects signatures more than ${maxAcceptedSkewSeconds} s off its clock. Set the clocks of ` +
      'both machines by NTP.',
    isSevere,
  );
}

function checkOfferings(status: BridgeStatus): Advice[] {
  const { refused, unrequested } = compareOfferings(status.offerings);
  const ofRefused =
    refused.length > 0 &&
    adviseSevere(
      `The bridge does not accept ${refused.join(', ')}`,
      'No award can arrive for it. Check that offering and portal of the template are spelled ' +
        'as in the network, or ask the operator of the bridge.',
    );
  const ofUnrequested =
    unrequested.length > 0 &&
    advise(
      `The bridge also offers ${unrequested.join(', ')}`,
      'No template has this offering: awards that are sent to it are rejected. Gatehouse leaves ' +
        'offerings of others in place.',
    );
  return [ofRefused || [], ofUnrequested || []].flat();
}

function checkLeftOut({ offerings: { left_out: names } }: BridgeStatus): Advice[] {
  if (names.length === 0) return [];
  return adviseSevere(
    `Left out: ${names.join(', ')}`,
    'A bridge cannot parse such a name, so it is not sent and no award can arrive for it. Names ' +
      'have letters, digits, - and _, at most 64. Correct offering or portal in the template.',
  );
}

function checkRestart(status: BridgeStatus): Advice[] {
  const { restarted_at: restarted, offerings_sent_again_at: sentAgain } = status;
  if (restarted === null || sentAgain !== null) return [];
  return advise(
    'The bridge was restarted and has no offerings yet',
    'A restarted bridge forgets them. Gatehouse sends them again within 20 seconds.',
  );
}

function checkUnansweredJobs(status: BridgeStatus): Advice[] {
  const { oldest_unanswered_job_seconds: job } = status;
  if (job === null || job <= maxJobWaitSeconds) return [];
  return advise(
    `A job has been waiting ${formatDuration(job)} for its answer`,
    'The awarding portal has stopped waiting and will ask again. If this continues, look for ' +
      'the cause in the service’s log.',
  );
}

const advise = (title: string, text: string, isSevere = false): Advice[] => [
  { isSevere, title, text },
];

const adviseSevere = (title: string, text: string): Advice[] => advise(title, text, true);
