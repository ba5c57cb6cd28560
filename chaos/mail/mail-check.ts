import type { ReceivedMail } from '../../test/support/mail/mail-server-process.ts';
import type { CheckResult } from '../checks/check-result.ts';

/** A mail that a confirmed change must cause. */
export interface ExpectedMail {
  recipient: string;
  /** Whom it is about. */
  about: string;
}

/** A row of the service's log of mails. */
export interface LoggedMail extends ExpectedMail {
  eventId: string;
  state: string;
  attempts: number;
  error: string;
}

interface MailRun {
  /** In the order of the changes. */
  expected: readonly ExpectedMail[];
  /** What the server took, in its order. */
  received: readonly ReceivedMail[];
  log: readonly LoggedMail[];
}

/** Compares the mails that a server took with the log, and the log with what was changed for certain. */
export function checkMails({ expected, received, log }: MailRun): CheckResult[] {
  const logged = Map.groupBy(log, nameMail);
  const taken = Map.groupBy(received, readMessageId);
  const sent = log.filter(({ state }) => state === 'sent');
  const countTaken = ({ eventId, recipient }: LoggedMail): number =>
    [...taken]
      .filter(([id, [mail]]) => id.startsWith(`<${eventId}.`) && mail?.to[0] === recipient)
      .flatMap(([, mails]) => mails).length;
  return [
    {
      description: 'each change made one mail for each of its people',
      examinedCount: expected.length,
      violations: expected.map(nameMail).filter((name) => logged.get(name)?.length !== 1),
    },
    {
      description: 'each mail that was sent arrived, and not more often than it was tried',
      examinedCount: sent.length,
      violations: sent
        .map((mail) => ({ mail, times: countTaken(mail) }))
        .filter(({ mail, times }) => times < 1 || times > mail.attempts)
        .map(({ mail, times }) => `${nameMail(mail)}: ${times} of ${mail.attempts} attempts`),
    },
    {
      description: 'each mail is sent, or was refused for good',
      examinedCount: log.length,
      violations: log
        .filter((mail) => !isEnded(mail))
        .map((mail) => `${nameMail(mail)}: ${mail.state}`),
    },
    {
      description: 'each event of a person came under one Message-ID',
      examinedCount: taken.size,
      violations: [...Map.groupBy(taken, ([id, [mail]]) => `${id.split('.')[0]} ${mail?.to}`)]
        .filter(([, ids]) => ids.length !== 1)
        .map(([name]) => name),
    },
    {
      description: 'each mail has one recipient',
      examinedCount: received.length,
      violations: received.filter(({ to }) => to.length !== 1).map(({ to }) => to.join()),
    },
    checkOrder({ expected, log, received }),
  ];
}

/** Of the mails to one person, the first arrival of each comes in the order of the changes. */
function checkOrder({ expected, received, log }: MailRun): CheckResult {
  const aboutById = new Map(log.map((mail) => [`${mail.eventId} ${mail.recipient}`, mail.about]));
  const violations: string[] = [];
  let examinedCount = 0;
  for (const [recipient, changes] of Map.groupBy(expected, (mail) => mail.recipient)) {
    if (changes.length < 2) continue;
    const place = new Map(changes.map(({ about }, index) => [about, index]));
    const arrived = received
      .filter(({ to }) => to[0] === recipient)
      .map((mail) => aboutById.get(`${readEventId(mail)} ${recipient}`) ?? '');
    const places = [...new Set(arrived)].flatMap((about) => place.get(about) ?? []);
    examinedCount += places.length;
    const late = places.find((each, index) => index > 0 && each < (places[index - 1] ?? 0));
    if (late !== undefined) violations.push(`${recipient}: ${changes[late]?.about} came too late`);
  }
  return { description: 'the mails of a person came in order', examinedCount, violations };
}

/**
 * 5xx ends a mail; what is not sent goes to an address that was refused so before, or asks for a decision
 * that was made meanwhile.
 */
function isEnded({ state, error }: LoggedMail): boolean {
  if (state === 'refused') return /^5\d\d/.test(error);
  return (
    state === 'sent' || (state === 'not_sent' && /marked as refused|does not wait/.test(error))
  );
}

const nameMail = ({ recipient, about }: ExpectedMail): string => `${recipient} about ${about}`;

function readMessageId({ source }: ReceivedMail): string {
  return /^Message-ID:\s*(\S+)/im.exec(source)?.[1] ?? '';
}

/** The Message-ID begins with it. */
function readEventId(mail: ReceivedMail): string {
  return readMessageId(mail).slice(1).split('.')[0] ?? '';
}
