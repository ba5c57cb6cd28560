/* The settings of mails. */

import {
  colorValue,
  languageValue,
  mailboxValue,
  siteNameValue,
  smtpUrlValue,
} from './mail-setting-values.ts';
import { withDefault, withoutDefault } from './setting-info.ts';
import { integerValue, pathValue, wordPairValue } from './setting-values.ts';

/** Rows of the table of settings, in its order. */
export const mailSettings = {
  smtpUrl: withoutDefault(smtpUrlValue, {
    variable: 'GATEHOUSE_SMTP_URL',
    default: 'no mail is sent',
    description:
      'the mail server: `smtp://user:password@host:587` (STARTTLS) or `smtps://user:password@host:465` (TLS from the start), user and password percent-encoded; needs `GATEHOUSE_MAIL_SENDER` and `GATEHOUSE_PUBLIC_URL`',
    secret: true,
  }),
  allowPlainSmtp: withDefault(wordPairValue('true', 'false'), {
    variable: 'GATEHOUSE_ALLOW_PLAIN_SMTP',
    default: 'false',
    description:
      '`true` allows a mail server without TLS; mails and the password can then be read on the way',
  }),
  mailSender: withoutDefault(mailboxValue, {
    variable: 'GATEHOUSE_MAIL_SENDER',
    default: 'none',
    description:
      'the address that mails come from, such as `desk@example.org` or `Example site <desk@example.org>`',
  }),
  mailReplyTo: withoutDefault(mailboxValue, {
    variable: 'GATEHOUSE_MAIL_REPLY_TO',
    default: 'the sender',
    description: 'the address that replies to mails go to, such as that of the help desk',
  }),
  siteName: withDefault(siteNameValue, {
    variable: 'GATEHOUSE_SITE_NAME',
    default: 'Gatehouse',
    description: 'the name of this site in mails; each subject begins with it',
  }),
  mailColor: withDefault(colorValue, {
    variable: 'GATEHOUSE_MAIL_COLOR',
    default: '#1c5d99',
    description: 'the color of the head and the button of mails, such as `#1c5d99`',
  }),
  mailLanguage: withDefault(languageValue, {
    variable: 'GATEHOUSE_MAIL_LANGUAGE',
    default: 'en',
    description:
      'the language of mails to people who did not choose one: `en`, `de` or one that `GATEHOUSE_MAIL_TEMPLATES` adds',
  }),
  mailTemplates: withoutDefault(pathValue, {
    variable: 'GATEHOUSE_MAIL_TEMPLATES',
    default: 'those of Gatehouse',
    description:
      'a folder with texts of mails that replace or add to ours, a file for each language (docs/operators.md)',
  }),
  mailReminderDays: withDefault(integerValue(1, 365, 'a number of days'), {
    variable: 'GATEHOUSE_MAIL_REMINDER_DAYS',
    default: '7',
    description:
      'how many days an award waits before its reviewers are reminded; after twice as many, owners of the provider get a mail',
  }),
  mailLogDays: withDefault(integerValue(7, 3650, 'a number of days'), {
    variable: 'GATEHOUSE_MAIL_LOG_DAYS',
    default: '90',
    description: 'how many days the log of mails keeps an entry',
  }),
};
