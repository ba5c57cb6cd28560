/* The commands `mail …`. */

import type { Settings } from '../config/settings.ts';
import { createMailSite, loadCheckedTexts } from '../mail/mail-config.ts';
import { writePreview } from '../mail/write-preview.ts';

/** Writes every mail with made-up data into a folder. Needs no mail server. Throws StartError. */
export async function previewMails(settings: Settings, folder: string): Promise<void> {
  const site = createMailSite(settings, settings.publicUrl ?? 'https://gatehouse.example.org');
  const count = await writePreview(folder, {
    texts: loadCheckedTexts(settings, site),
    site,
    sender: settings.mailSender ?? { name: site.name, email: 'gatehouse@example.org' },
    replyTo: settings.mailReplyTo,
    now: new Date(),
  });
  console.log(`Wrote ${count} mails to ${folder}.`);
}
