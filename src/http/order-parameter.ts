import { invalidField } from './http-problem.ts';

export interface OrderBy<Column extends string> {
  column: Column;
  direction: 'asc' | 'desc';
}

/**
 * Reads the parameter `o` (docs/rules/api.md, R3.2): comma-separated keys of `columns`, with a
 * leading `-` for descending. Throws a 400 for an unknown name.
 */
export function parseOrder<Column extends string>(
  text: string | undefined,
  columns: Readonly<Record<string, Column>>,
): OrderBy<Column>[] {
  const names = (text ?? '').split(',').map((name) => name.trim());
  return names
    .filter((name) => name !== '')
    .map((name) => {
      const plain = name.replace(/^-/, '');
      const column = Object.hasOwn(columns, plain) ? columns[plain] : undefined;
      if (column === undefined) {
        throw invalidField(
          'o',
          `Allowed: ${Object.keys(columns).join(', ')}, with a leading - for descending order.`,
        );
      }
      return { column, direction: name.startsWith('-') ? 'desc' : 'asc' };
    });
}
