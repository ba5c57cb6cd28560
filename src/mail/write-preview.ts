import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Mailbox } from '../config/mail-setting-values.ts';
import { buildMessage } from './build-message.ts';
import { exampleContents } from './example-contents.ts';
import type { MailTexts } from './load-texts.ts';
import { type MailSite, renderMail } from './render-mail.ts';

export interface PreviewOptions {
  texts: MailTexts;
  site: MailSite;
  sender: Mailbox;
  replyTo: Mailbox | null;
  now: Date;
}

const exampleLinks = {
  unsubscribeToken: 'p.00000000-0000-0000-0000-000000000000.example',
  settings: '/people/00000000-0000-0000-0000-000000000000',
};

/**
 * Writes every mail with made-up data in every language into a folder, which is created: `.txt`,
 * `.html` and, as it would be sent, `.eml`. Returns how many mails.
 */
export async function writePreview(
  folder: string,
  { texts, site, sender, replyTo, now }: PreviewOptions,
): Promise<number> {
  const unsubscribeUrl = `${site.baseUrl}/api/mail-unsubscribe/${exampleLinks.unsubscribeToken}/`;
  const links = { unsubscribeUrl, settingsUrl: site.baseUrl + exampleLinks.settings };
  let count = 0;
  for (const language of texts.languages.keys()) {
    const target = path.join(folder, language);
    mkdirSync(target, { recursive: true });
    for (const { name, content } of exampleContents) {
      const mail = renderMail(texts, site, content, { language, timeZone: null }, links);
      const message = await buildMessage(mail, {
        sender,
        replyTo,
        recipient: 'reader@example.org',
        eventId: name,
        thread: typeof content.facts.award === 'string' ? content.facts.award : '',
        unsubscribeUrl,
        date: now,
      });
      const files = {
        txt: `Subject: ${mail.subject}\n\n${mail.text}`,
        html: mail.html,
        eml: message,
      };
      for (const [ending, data] of Object.entries(files)) {
        writeFileSync(path.join(target, `${name}.${ending}`), data);
      }
      count += 1;
    }
  }
  return count;
}
