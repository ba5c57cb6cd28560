import { invalidField } from './http-problem.ts';

export interface OrderBy<Column extends string> {
  column: Column;
  direction: 'asc' | 'desc';
}

/**
 * Reads `o` (api.md): comma-separated names of `columns`, `-` in front for descending.
 * Throws a 400 for another name.
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
          `Orders by ${Object.keys(columns).join(', ')}; - in front descends.`,
        );
      }
      return { column, direction: name.startsWith('-') ? 'desc' : 'asc' };
    });
}
