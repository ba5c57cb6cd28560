import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { MailContent, MailReader } from './mail-content.ts';
import { type MailKind, mailKinds } from './mail-kinds.ts';

/** What an entry of the outbox says to send: stored as JSON. */
export interface MailPayload {
  content: MailContent;
  reader: MailReader;
  /** UUID of the mail of the log that staff sent again with this one. */
  sentAgainFrom?: string;
}

const NullableText = Type.Union([Type.String(), Type.Null()]);
const Fact = Type.Union([
  NullableText,
  Type.Object({ time: Type.String() }),
  Type.Object({ day: Type.String() }),
  Type.Object({ word: Type.String() }),
]);

const PayloadSchema = Type.Object({
  content: Type.Object({
    kind: Type.Unsafe<MailKind>({ type: 'string', enum: [...mailKinds] }),
    facts: Type.Record(Type.String(), Fact),
    path: Type.String(),
    items: Type.Union([
      Type.Array(
        Type.Object({
          award: Type.String(),
          name: Type.String(),
          path: Type.String(),
          since: Type.String(),
        }),
      ),
      Type.Null(),
    ]),
  }),
  reader: Type.Object({
    email: Type.String(),
    personUuid: NullableText,
    language: NullableText,
    timeZone: NullableText,
  }),
  sentAgainFrom: Type.Optional(Type.String()),
});

/** Reads a stored payload; null where another version wrote it. */
export function readMailPayload(stored: unknown): MailPayload | null {
  return Value.Check(PayloadSchema, stored) ? stored : null;
}

/** What is stored of a mail until it is sent. */
export function toPayload(
  content: MailContent,
  { email, personUuid, language, timeZone }: MailReader,
): MailPayload {
  return { content, reader: { email, personUuid, language, timeZone } };
}
