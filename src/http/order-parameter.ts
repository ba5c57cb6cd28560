import { Type } from 'typebox';

export interface OrderBy<Column extends string> {
  column: Column;
  direction: 'asc' | 'desc';
}

/** The parameter `o` of a list that can be ordered by these names. */
export function buildOrderParameter(columns: Readonly<Record<string, string>>) {
  const names = Object.keys(columns);
  const allowedOrders = [...names, ...names.map((name) => `-${name}`)];
  return Type.Optional(
    Type.Array(Type.String({ 'x-doc': { enum: allowedOrders } }), {
      description:
        'Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored.',
    }),
  );
}

/**
 * Reads the parameter `o` (docs/rules/api.md, R3.2): names of `columns`, comma-separated or repeated, with a leading
 * `-` for descending. An unknown name is ignored, as Django REST framework does.
 */
export function parseOrder<Column extends string>(
  given: string | readonly string[] | undefined,
  columns: Readonly<Record<string, Column>>,
): OrderBy<Column>[] {
  const names = [given ?? []].flat().flatMap((text) => text.split(','));
  return names.flatMap((text) => {
    const name = text.trim();
    const plain = name.replace(/^-/, '');
    const column = Object.hasOwn(columns, plain) ? columns[plain] : undefined;
    if (column === undefined) return [];
    return [{ column, direction: name.startsWith('-') ? 'desc' : 'asc' }] as const;
  });
}
