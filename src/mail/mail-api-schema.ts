/* Mail in the OpenAPI document. */

import { Type } from 'typebox';
import { nullable, Time, Uuid, wordInput } from '../http/api-schemas.ts';
import { digestModes, mailStates } from '../database/mail-schema.ts';
import { mailKinds } from './mail-kinds.ts';

const audiences = ['reviewers', 'invited', 'project', 'webhooks', 'staff'] as const;

/** A kind of mail with its switch. */
const KindSchema = Type.Object(
  {
    kind: Type.String({ 'x-doc': { enum: [...mailKinds] } }),
    audience: Type.Unsafe<(typeof audiences)[number]>({ type: 'string', enum: [...audiences] }),
    label: Type.String({ description: 'What it is about, in a sentence.' }),
    is_on: Type.Boolean(),
  },
  { title: 'MailKind' },
);

const SwitchedOff = Type.Array(wordInput(mailKinds), {
  description: 'The kinds that are off; all others are on.',
  maxItems: mailKinds.length,
});

export const SwitchesSchema = Type.Object(
  { kinds: Type.Array(KindSchema) },
  { title: 'MailSwitches' },
);
export const SwitchesBody = Type.Object({ switched_off: SwitchedOff });

export const PreferencesSchema = Type.Object(
  {
    is_mail_on: Type.Boolean({ description: 'false: this site sends no mail.' }),
    email: nullable(
      Type.String({
        description:
          'Where mails go: the email of the account, else one that its owner signed in with; null: nowhere.',
      }),
    ),
    language: nullable(
      Type.String({ description: 'A language tag; null: the language of the site.' }),
    ),
    languages: Type.Array(Type.Object({ tag: Type.String(), name: Type.String() }), {
      description: 'Those that mails can be written in.',
    }),
    time_zone: nullable(Type.String({ description: 'An IANA name; null: the zone of the site.' })),
    waiting_awards: Type.Unsafe<(typeof digestModes)[number]>({
      type: 'string',
      enum: [...digestModes],
      description: 'When mails about awards that wait come; daily ones at 8 in the time zone.',
    }),
    kinds: Type.Array(KindSchema),
    refused: nullable(
      Type.String({ description: 'Why the mail server refused the email; null: it did not.' }),
    ),
  },
  { title: 'MailPreferences' },
);

export const PreferencesBody = Type.Partial(
  Type.Object({
    language: nullable(Type.String({ maxLength: 35 })),
    time_zone: nullable(Type.String({ maxLength: 60 })),
    waiting_awards: wordInput(digestModes),
    switched_off: SwitchedOff,
  }),
);

export const MailSchema = Type.Object(
  {
    uuid: Uuid,
    event_id: Uuid,
    recipient: Type.String({ description: 'The email.' }),
    person_uuid: nullable(Uuid),
    kind: Type.String({ 'x-doc': { enum: [...mailKinds] } }),
    subject: Type.String({ description: 'As it was last tried; empty before.' }),
    identifier: Type.String({ description: 'With the destination: the award; empty: about none.' }),
    destination: Type.String(),
    state: Type.Unsafe<(typeof mailStates)[number]>({
      type: 'string',
      enum: [...mailStates],
      description:
        'sending: it is tried again; given_up: after two days; not_sent: the address is refused.',
    }),
    attempts: Type.Integer(),
    created: Time,
    last_attempt: nullable(Time),
    finished: nullable(Time),
    last_error: nullable(Type.String({ description: 'What the mail server said.' })),
    sent_again_from: nullable({
      ...Uuid,
      description: 'The mail that staff sent again with this one.',
    }),
  },
  { title: 'Mail' },
);

export const RefusedAddressSchema = Type.Object(
  {
    email: Type.String(),
    reason: Type.String({ description: 'What the mail server said.' }),
    refused: Time,
  },
  { title: 'RefusedAddress' },
);
