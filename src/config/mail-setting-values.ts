/* The kinds of values that the settings of mail have, as setting-values.ts describes. */

import * as v from 'valibot';
import { BadInput } from '../award/bad-input.ts';
import { parseEmail } from '../award/email.ts';

/** A mail server as it is reached; user and password are null together. */
export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise the connection is upgraded with STARTTLS. */
  hasImplicitTls: boolean;
  user: string | null;
  password: string | null;
}

/** The address of a sender; `name` is '' where only the email was given. */
export interface Mailbox {
  name: string;
  email: string;
}

const SUBMISSION_PORT = 587;
const SUBMISSION_TLS_PORT = 465;

export const smtpUrlValue = v.pipe(
  v.string(),
  v.check((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return false;
    return /^\/?$/.test(url.pathname) && url.search === '' && url.hash === '';
  }, 'an smtp or smtps URL such as smtp://user:password@mail.example.org:587'),
  v.check((text) => {
    const { username, password } = new URL(text);
    return (username === '') === (password === '') && isDecodable(username + password);
  }, 'an smtp or smtps URL with both user and password, percent-encoded, or neither'),
  v.transform((text): SmtpServer => {
    const url = new URL(text);
    const hasImplicitTls = url.protocol === 'smtps:';
    const standardPort = hasImplicitTls ? SUBMISSION_TLS_PORT : SUBMISSION_PORT;
    return {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? standardPort : Number(url.port),
      hasImplicitTls,
      user: decodeURIComponent(url.username) || null,
      password: decodeURIComponent(url.password) || null,
    };
  }),
);

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

/** `desk@example.org` or `Example site <desk@example.org>`. */
export const mailboxValue = v.pipe(
  v.string(),
  v.transform((text): Mailbox => {
    const named = /^([^<>]*)<([^<>]*)>$/.exec(text);
    if (named === null) return { name: '', email: text };
    return { name: (named[1] ?? '').trim().replace(/^"(.*)"$/, '$1'), email: named[2] ?? '' };
  }),
  v.check(
    ({ name, email }) => isEmail(email) && !/\p{Cc}/u.test(name) && name.length <= 100,
    'an email such as desk@example.org, or a name with one: Example site <desk@example.org>',
  ),
);

function isEmail(text: string): boolean {
  try {
    parseEmail(text, 'email');
    return true;
  } catch (error) {
    if (error instanceof BadInput) return false;
    throw error;
  }
}

export const siteNameValue = v.pipe(
  v.string(),
  v.check(
    (text) => text.length <= 60 && !/[\p{Cc}[\]]/u.test(text),
    'a name of at most 60 characters, without brackets and control characters',
  ),
);

export const colorValue = v.pipe(
  v.string(),
  v.regex(/^#[0-9a-f]{6}$/i, 'a color as # and six hexadecimal digits, such as #1c5d99'),
);

/** A language tag, in the form of the names of language files. */
export const languageValue = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag, such as en, de or pt-BR'),
);
