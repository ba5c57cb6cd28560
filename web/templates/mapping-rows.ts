import { randomId } from '@mantine/hooks';
import type { ProjectRole } from '../../src/award/award-enums.ts';
import { stripSeparators } from '../parts/typed-number.ts';

/** One typed line of a mapping. The key stays while the text changes, as React needs it. */
interface MappingRow {
  key: string;
}

/** How many of a unit make one credit, as typed. */
export interface UnitRow extends MappingRow {
  unit: string;
  factor: string;
}

/** The project role for a role of the awarding portal, as typed. */
export interface RoleRow extends MappingRow {
  portalRole: string;
  role: ProjectRole;
}

export const createUnitRow = (unit = '', factor = ''): UnitRow => ({
  key: randomId(),
  unit,
  factor,
});

export const createRoleRow = (portalRole = '', role: ProjectRole = 'PROJECT.MEMBER'): RoleRow => ({
  key: randomId(),
  portalRole,
  role,
});

/** Rows without any text are ignored. */
export const hasUnitInput = ({ unit, factor }: UnitRow): boolean =>
  unit.trim() !== '' || factor.trim() !== '';

/** Rows without any text are ignored. */
export const hasRoleInput = ({ portalRole }: RoleRow): boolean => portalRole !== '';

/** The mapping as the API takes it. */
export function toUnitsMapping(rows: readonly UnitRow[]): Record<string, string | number> {
  const filled = rows.filter(hasUnitInput);
  return Object.fromEntries(
    filled.map(({ unit, factor }) => [unit.trim(), toExactNumber(stripSeparators(factor))]),
  );
}

/** The mapping as the API takes it. */
export function toRoleMapping(rows: readonly RoleRow[]): Record<string, ProjectRole> {
  return Object.fromEntries(
    rows.filter(hasRoleInput).map(({ portalRole, role }) => [portalRole, role]),
  );
}

/** A number where it says exactly the same as the text, because clients of the API expect numbers. */
function toExactNumber(factor: string): string | number {
  return String(Number(factor)) === factor ? Number(factor) : factor;
}
