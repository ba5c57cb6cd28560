import type { Mailbox, SmtpServer } from '../config/mail-setting-values.ts';
import type { Settings } from '../config/settings.ts';
import { StartError } from '../errors/start-error.ts';
import { exampleContents } from './example-contents.ts';
import { loadMailTexts, type MailTexts } from './load-texts.ts';
import { type MailSite, renderMail } from './render-mail.ts';

/** What sending mails takes; there is none where the site has no mail. */
export interface MailConfig {
  server: SmtpServer;
  allowPlain: boolean;
  sender: Mailbox;
  replyTo: Mailbox | null;
  texts: MailTexts;
  site: MailSite;
  /** How many days an award waits before its reviewers are reminded. */
  reminderDays: number;
}

/**
 * The settings of mail with the texts, or null where no mail server is set. Throws StartError where a
 * setting is missing beside it or a text cannot be used.
 */
export function readMailConfig(settings: Settings): MailConfig | null {
  const { smtpUrl: server, mailSender: sender, publicUrl } = settings;
  if (server === null) return null;
  if (sender === null || publicUrl === null) {
    const missing = sender === null ? 'GATEHOUSE_MAIL_SENDER' : 'GATEHOUSE_PUBLIC_URL';
    throw new StartError(`GATEHOUSE_SMTP_URL needs ${missing}.`);
  }
  if (!server.hasImplicitTls && settings.allowPlainSmtp === false && server.port === 465) {
    throw new StartError(
      'GATEHOUSE_SMTP_URL: port 465 speaks TLS from the start, so write smtps://.',
    );
  }
  const site = createMailSite(settings, publicUrl);
  return {
    server,
    allowPlain: settings.allowPlainSmtp,
    sender,
    replyTo: settings.mailReplyTo,
    texts: loadCheckedTexts(settings, site),
    site,
    reminderDays: settings.mailReminderDays,
  };
}

/** How the site presents itself. `baseUrl` begins links. */
export function createMailSite(settings: Settings, baseUrl: string): MailSite {
  return {
    name: settings.siteName,
    color: settings.mailColor,
    baseUrl,
    language: settings.mailLanguage,
    timeZone: settings.timeZone,
  };
}

/**
 * The texts of mails. Every kind is written once in every language: a text that names a value which
 * its kind does not have would stop the mail later. Throws StartError.
 */
export function loadCheckedTexts(settings: Settings, site: MailSite): MailTexts {
  const texts = loadMailTexts(settings.mailTemplates);
  if (!texts.languages.has(settings.mailLanguage)) {
    const known = [...texts.languages.keys()].join(', ');
    throw new StartError(`GATEHOUSE_MAIL_LANGUAGE must be one of ${known}.`);
  }
  const links = { unsubscribeUrl: site.baseUrl, settingsUrl: site.baseUrl };
  for (const language of texts.languages.keys()) {
    for (const { name, content } of exampleContents) {
      try {
        renderMail(texts, site, content, { language, timeZone: null }, links);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new StartError(`The texts of mails, ${language}, ${name}: ${reason}`);
      }
    }
  }
  return texts;
}

/** What the service says at start. */
export function describeMail(config: MailConfig | null): string {
  if (config === null) return 'Mail is off: GATEHOUSE_SMTP_URL is not set.';
  const { server, allowPlain, sender } = config;
  const tls = allowPlain && !server.hasImplicitTls ? 'TLS if the server offers it' : 'TLS required';
  return `Mail goes through ${server.host}:${server.port} (${tls}), from ${sender.email}.`;
}
