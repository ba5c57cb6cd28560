/** A message that must be refused and change nothing. */
export type RefusedMessage = 'oversized award' | 'deep JSON';

export const refusedMessages: readonly RefusedMessage[] = ['oversized award', 'deep JSON'];

/** The key that makes an award too large; none may ever be stored with it. */
export const BALLAST_KEY = 'ballast';

/** Six bytes a number, of which PostgreSQL prints 900: more than 1 MiB from 8 KB. */
const BALLAST = `[${Array.from({ length: 1300 }, () => '9e899').join(',')}]`;
const DEPTH = 20_000;

/** What each of them is refused with. */
export const refusals: Record<RefusedMessage, RegExp> = {
  'oversized award': /details: An award has at most 1,048,576 bytes here/,
  'deep JSON': /allocation: /,
};

/** The JSON of an award with what it is refused for. */
export function buildRefusedDetails(kind: RefusedMessage, award: object): string {
  const { allocation: _, ...others } = award as { allocation?: string };
  return kind === 'oversized award'
    ? `${JSON.stringify(award).slice(0, -1)},"${BALLAST_KEY}":${BALLAST}}`
    : `${JSON.stringify(others).slice(0, -1)},"allocation":${'['.repeat(DEPTH)}1.5${']'.repeat(DEPTH)}}`;
}
