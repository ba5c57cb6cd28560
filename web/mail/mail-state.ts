import type { SentMail } from '../api/types.ts';

export type MailState = SentMail['state'];

/** How pages name what became of a mail. */
export const mailStates: Record<MailState, { label: string; color: string }> = {
  sending: { label: 'Being sent', color: 'blue' },
  sent: { label: 'Sent', color: 'green' },
  refused: { label: 'Refused', color: 'red' },
  given_up: { label: 'Given up', color: 'red' },
  not_sent: { label: 'Not sent', color: 'orange' },
};
