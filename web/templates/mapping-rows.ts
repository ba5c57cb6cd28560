import type { ProjectRole } from '../../src/award/enums.ts';

/** How many of a unit make one credit, as typed. */
export interface UnitRow {
  id: number;
  unit: string;
  factor: string;
}

/** What a role of the awarding portal becomes here, as typed. */
export interface RoleRow {
  id: number;
  portalRole: string;
  role: ProjectRole;
}

let lastId = 0;
/** Rows are told apart by more than what is typed into them. */
function nextId(): number {
  lastId += 1;
  return lastId;
}

export const createUnitRow = (unit = '', factor = ''): UnitRow => ({ id: nextId(), unit, factor });
export const createRoleRow = (word = '', role: ProjectRole = 'PROJECT.MEMBER'): RoleRow => ({
  id: nextId(),
  portalRole: word,
  role,
});

/** Rows that nothing was typed into do not count. */
export const hasUnitInput = ({ unit, factor }: UnitRow): boolean =>
  unit.trim() !== '' || factor.trim() !== '';
export const hasRoleInput = ({ portalRole: word }: RoleRow): boolean => word !== '';

export function toUnitsMapping(rows: readonly UnitRow[]): Record<string, string | number> {
  const typed = rows.filter(hasUnitInput);
  return Object.fromEntries(
    typed.map(({ unit, factor }) => [unit.trim(), toExactNumber(factor.trim())]),
  );
}

export function toRoleMapping(rows: readonly RoleRow[]): Record<string, ProjectRole> {
  return Object.fromEntries(
    rows.filter(hasRoleInput).map(({ portalRole: word, role }) => [word, role]),
  );
}

/** A number where that says exactly the same; clients of the interface expect one. */
function toExactNumber(factor: string): string | number {
  return String(Number(factor)) === factor ? Number(factor) : factor;
}
