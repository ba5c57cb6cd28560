import type { ReceivedMail } from '../../test/support/mail/mail-server-process.ts';
import type { CheckResult } from '../checks/check-result.ts';

/** Compares the mails that a server took with the emails that were invited for certain. */
export function checkMails(
  invited: readonly string[],
  received: readonly ReceivedMail[],
): CheckResult[] {
  const byRecipient = Map.groupBy(received, ({ to }) => to.join());
  return [
    {
      description: 'each invited person got the mail at least once',
      examinedCount: invited.length,
      violations: invited.filter((email) => !byRecipient.has(email)),
    },
    {
      description: 'a mail that came again has the same Message-ID',
      examinedCount: byRecipient.size,
      violations: [...byRecipient]
        .filter(([, mails]) => new Set(mails.map(readMessageId)).size !== 1)
        .map(([email]) => email),
    },
    {
      description: 'each mail has one recipient',
      examinedCount: received.length,
      violations: received.filter(({ to }) => to.length !== 1).map(({ to }) => to.join()),
    },
  ];
}

function readMessageId({ source }: ReceivedMail): string {
  return /^Message-ID: *(\S+)/im.exec(source)?.[1] ?? '';
}
