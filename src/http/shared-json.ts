import type { FastifyReply } from 'fastify';
import { type TObject, type TSchema, Type } from 'typebox';

/** Writes a list as JSON by the schema of its items. */
export type WriteList = (reply: FastifyReply, items: readonly unknown[]) => string;

/** What of the items is not written by the schema, item by item. */
export interface Shortcuts {
  /** Objects that many items share, such as awards their template: each is written once a list. */
  shared: string;
  /** Is JSON text already. */
  written: string;
}

type Write = (value: unknown) => string;
type Item = Record<string, unknown>;

/** A writer of lists with shortcuts; what it writes reads the same as without. */
export function listWriter(schema: TObject, { shared, written }: Shortcuts): WriteList {
  const runs = runsOf(Object.keys(schema.properties), [shared, written]).map((names) => ({
    names,
    label: `${JSON.stringify(names[0])}:`,
    schema: Type.Pick(schema, names) as TSchema,
  }));
  return (reply, items) => {
    const compile = (of: TSchema): Write =>
      reply.compileSerializationSchema(of as unknown as Record<string, unknown>) as Write;
    const writeShared = once(compile(schema.properties[shared] as TSchema));
    const parts = runs.map(({ names: [first], label, schema: of }): ((item: Item) => string) => {
      if (first === shared) return (item) => label + writeShared(item[shared]);
      if (first === written) return (item) => label + item[written];
      const write = compile(of);
      // Without its braces.
      return (item) => write(item).slice(1, -1);
    });
    const rows = (items as Item[]).map((item) => parts.map((part) => part(item)).join(','));
    return rows.length === 0 ? '[]' : `[{${rows.join('},{')}}]`;
  };
}

/** The names in their order, each of the special ones by itself. */
function runsOf(names: readonly string[], special: readonly string[]): string[][] {
  const runs: string[][] = [];
  for (const name of names) {
    const last = runs.at(-1);
    const goesOn =
      last !== undefined && ![name, last[0]].some((one) => special.includes(one ?? ''));
    if (goesOn) last.push(name);
    else runs.push([name]);
  }
  return runs;
}

/** The same, done once for each value. */
function once(write: Write): Write {
  const texts = new Map<unknown, string>();
  return (value) => {
    const text = texts.get(value) ?? write(value);
    texts.set(value, text);
    return text;
  };
}
