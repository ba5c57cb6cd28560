import type { ProjectRole } from '../../src/award/vocabulary.ts';

/** How many of a unit make one credit, as typed. */
export interface UnitRow {
  id: number;
  unit: string;
  factor: string;
}

/** What a role of the awarding portal becomes here, as typed. */
export interface RoleRow {
  id: number;
  word: string;
  role: ProjectRole;
}

let lastId = 0;
/** Rows are told apart by more than what is typed into them. */
function nextId(): number {
  lastId += 1;
  return lastId;
}

export const newUnit = (unit = '', factor = ''): UnitRow => ({ id: nextId(), unit, factor });
export const newRole = (word = '', role: ProjectRole = 'PROJECT.MEMBER'): RoleRow => ({
  id: nextId(),
  word,
  role,
});

/** Rows that nothing was typed into do not count. */
export const isUnitTyped = ({ unit, factor }: UnitRow): boolean =>
  unit.trim() !== '' || factor.trim() !== '';
export const isRoleTyped = ({ word }: RoleRow): boolean => word !== '';

export function unitsMapping(rows: readonly UnitRow[]): Record<string, string | number> {
  const typed = rows.filter(isUnitTyped);
  return Object.fromEntries(typed.map(({ unit, factor }) => [unit.trim(), plain(factor.trim())]));
}

export function roleMapping(rows: readonly RoleRow[]): Record<string, ProjectRole> {
  return Object.fromEntries(rows.filter(isRoleTyped).map(({ word, role }) => [word, role]));
}

/** A number where that says exactly the same; clients of the interface expect one. */
function plain(factor: string): string | number {
  return String(Number(factor)) === factor ? Number(factor) : factor;
}
