import { createHash } from 'node:crypto';
import type { Mailbox } from '../config/mail-setting-values.ts';
import type { RenderedMail } from './render-mail.ts';

export interface Envelope {
  sender: Mailbox;
  /** null: replies go to the sender. */
  replyTo: Mailbox | null;
  recipient: string;
  eventId: string;
  /** What the mail's thread is about, such as an award key; '' starts no thread. */
  thread: string;
  unsubscribeUrl: string;
  date: Date;
}

/**
 * The message as it goes over the wire (RFC 5322), to one recipient. The same event and recipient
 * give the same Message-ID, so that a receiver can recognise a message that comes again. Mails of one
 * thread refer to the same, never sent, first message. One-click unsubscription as in RFC 8058,
 * which allows it for https URLs only.
 */
export async function buildMessage(mail: RenderedMail, envelope: Envelope): Promise<Buffer> {
  // Loaded here: a site without mail starts without it.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const { sender, replyTo, recipient, thread, unsubscribeUrl, date } = envelope;
  const root = thread === '' ? null : buildThreadId(thread, sender);
  const composer = new MailComposer({
    from: toAddress(sender),
    ...(replyTo && { replyTo: toAddress(replyTo) }),
    to: { name: '', address: recipient },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    date,
    messageId: buildMessageId(envelope.eventId, recipient, sender),
    ...(root !== null && { inReplyTo: root, references: root }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': mail.language,
      'List-Unsubscribe': { prepared: true, value: `<${unsubscribeUrl}>` },
      ...(new URL(unsubscribeUrl).protocol === 'https:' && {
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** With brackets, as it stands in the message. */
function buildMessageId(eventId: string, recipient: string, sender: Mailbox): string {
  return `<${eventId}.${shortHash(recipient)}@${getDomain(sender)}>`;
}

function buildThreadId(thread: string, sender: Mailbox): string {
  return `<thread.${shortHash(thread)}@${getDomain(sender)}>`;
}

function toAddress({ name, email }: Mailbox) {
  return { name, address: email };
}

function getDomain({ email }: Mailbox): string {
  return email.slice(email.lastIndexOf('@') + 1);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
