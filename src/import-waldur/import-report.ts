import type { WaldurKind } from './waldur-shapes.ts';

/** What became of an item of Waldur. */
export type ImportOutcome = 'created' | 'changed' | 'unchanged';

interface KindReport extends Record<ImportOutcome, number> {
  /** Lines `<what>: <why>`. */
  leftOut: string[];
  /** Lines about what could not be taken as it was. */
  adjusted: string[];
}

const titles: Record<WaldurKind, string> = {
  customer: 'Customers',
  person: 'People',
  person_name: 'Short names of people',
  customer_role: 'Roles in customers',
  project: 'Projects',
  project_name: 'Short names of projects',
  project_role: 'Roles in projects',
  template: 'Templates',
  award: 'Awards',
  audit_entry: 'Audit entries',
  invitation: 'Invitations',
};

/** What an import does, or would do. */
export class ImportReport {
  readonly #kinds = new Map<WaldurKind, KindReport>();
  /** What stands in the way of the whole import. */
  readonly collisions: string[] = [];

  add(kind: WaldurKind, outcome: ImportOutcome, count = 1): void {
    this.#get(kind)[outcome] += count;
  }

  leaveOut(kind: WaldurKind, what: string, why: string): void {
    this.#get(kind).leftOut.push(`${what}: ${why}`);
  }

  adjust(kind: WaldurKind, what: string, how: string): void {
    this.#get(kind).adjusted.push(`${what}: ${how}`);
  }

  collide(line: string): void {
    this.collisions.push(line);
  }

  /** How many items are created and changed, by kind. */
  countChanges(): Record<string, { created: number; changed: number }> {
    const kinds = [...this.#kinds].filter(([, { created, changed }]) => created + changed > 0);
    return Object.fromEntries(
      kinds.map(([kind, { created, changed }]) => [kind, { created, changed }]),
    );
  }

  /** The report as people read it. */
  format(): string[] {
    const tables = Object.entries(titles).flatMap(([kind, title]) => {
      const report = this.#kinds.get(kind as WaldurKind);
      if (report === undefined) return [];
      const { created, changed, unchanged, leftOut, adjusted } = report;
      const counts = `${created} created, ${changed} changed, ${unchanged} unchanged, ${leftOut.length} left out`;
      return [
        `${title}: ${counts}`,
        ...leftOut.map((line) => `  left out  ${line}`),
        ...adjusted.map((line) => `  adjusted  ${line}`),
      ];
    });
    return [...tables, ...this.collisions.map((line) => `Collision: ${line}`)];
  }

  #get(kind: WaldurKind): KindReport {
    const existing = this.#kinds.get(kind);
    if (existing !== undefined) return existing;
    const created = { created: 0, changed: 0, unchanged: 0, leftOut: [], adjusted: [] };
    this.#kinds.set(kind, created);
    return created;
  }
}
