import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { foldUnit } from '../../src/award/allocation.ts';
import { focusOnce } from './fields.ts';
import { Mapping } from './mapping.tsx';
import { isUnitTyped, newUnit, type UnitRow } from './rows.ts';
import { Section } from './section.tsx';
import type { Editing } from './use-draft.ts';

/** How allocations become credits. */
export function Units({ editing }: { editing: Editing }) {
  const { draft, set, errorOf, rowErrorOf, isReadOnly } = editing;
  const [addedId, setAddedId] = useState(0);
  const rows = draft.allocation_units_mapping;
  const put = (units: UnitRow[]): void => set({ allocation_units_mapping: units });
  const change = (id: number, typed: Partial<UnitRow>): void =>
    put(rows.map((row) => (row.id === id ? { ...row, ...typed } : row)));
  const add = (): void => {
    const added = newUnit();
    setAddedId(added.id);
    put([...rows, added]);
  };
  const isMapped = rows.some(isUnitTyped);
  return (
    <Section
      title="Units"
      about="How many of a unit make one credit. Spellings of a unit are one: node hours, Node Hour and NHR are NHR."
    >
      <Mapping
        label="Units"
        heads={['Unit', 'For one credit']}
        rows={rows}
        isReadOnly={isReadOnly}
        none="No unit is mapped: one of any unit is one credit."
        addWords="Add a unit"
        onAdd={add}
        nameOf={(row) => row.unit.trim() || 'this unit'}
        onRemove={({ id }) => put(rows.filter((row) => row.id !== id))}
        error={errorOf('allocation_units_mapping')}
        cells={(row, place) => [
          isReadOnly ? (
            row.unit
          ) : (
            <TextInput
              key="unit"
              aria-label={`Unit ${place}`}
              placeholder="GPUHR"
              value={row.unit}
              onChange={(event) => change(row.id, { unit: event.currentTarget.value })}
              error={rowErrorOf(row.id)}
              spellCheck={false}
              ref={row.id === addedId ? focusOnce : null}
            />
          ),
          isReadOnly ? (
            <Example key="factor" row={row} />
          ) : (
            <>
              <TextInput
                aria-label={`How many of unit ${place} make one credit`}
                placeholder="4"
                inputMode="decimal"
                value={row.factor}
                onChange={(event) => change(row.id, { factor: event.currentTarget.value })}
                error={rowErrorOf(row.id) !== undefined}
              />
              {rowErrorOf(row.id) === undefined && <Example row={row} />}
            </>
          ),
        ]}
      />
      {isMapped && (
        <Text size="sm" c="dimmed">
          A unit that is not here counts as one credit each, and its request waits for a reviewer.
        </Text>
      )}
    </Section>
  );
}

/** `1 credit = 4 GPUHR`, in the unit's one spelling. */
function Example({ row: { unit, factor } }: { row: UnitRow }) {
  if (unit.trim() === '' || factor.trim() === '') return null;
  return (
    <Text size="sm" mt={4}>
      1 credit = {factor.trim()} {foldUnit(unit)}
    </Text>
  );
}
