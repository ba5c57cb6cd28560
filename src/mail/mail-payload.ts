import * as v from 'valibot';
import type { MailContent, MailReader } from './mail-content.ts';
import { mailKinds } from './mail-kinds.ts';

/** What an entry of the outbox says to send: stored as JSON. */
export interface MailPayload {
  content: MailContent;
  reader: MailReader;
  /** UUID of the mail of the log that staff sent again with this one. */
  sentAgainFrom?: string;
}

const NullableText = v.nullable(v.string());
const Fact = v.union([
  NullableText,
  v.object({ time: v.string() }),
  v.object({ day: v.string() }),
  v.object({
    word: v.string(),
    reasons: v.array(v.looseObject({ code: v.string(), text: v.string() })),
  }),
  v.object({ word: v.string() }),
]);

const PayloadSchema = v.object({
  content: v.object({
    kind: v.picklist(mailKinds),
    facts: v.record(v.string(), Fact),
    path: v.string(),
    items: v.nullable(
      v.array(
        v.object({ award: v.string(), name: v.string(), path: v.string(), since: v.string() }),
      ),
    ),
  }),
  reader: v.object({
    email: v.string(),
    personUuid: NullableText,
    language: NullableText,
    timeZone: NullableText,
  }),
  sentAgainFrom: v.exactOptional(v.string()),
});

/** Reads a stored payload; null where another version wrote it. */
export function readMailPayload(stored: unknown): MailPayload | null {
  return v.is(PayloadSchema, stored) ? stored : null;
}

/** What is stored of a mail until it is sent. */
export function toPayload(
  content: MailContent,
  { email, personUuid, language, timeZone }: MailReader,
): MailPayload {
  return { content, reader: { email, personUuid, language, timeZone } };
}
