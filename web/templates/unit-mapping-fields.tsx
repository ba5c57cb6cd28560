import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { normalizeUnit } from '../../src/award/allocation.ts';
import { focusOnMount } from './field-props.ts';
import { MappingTable } from './mapping-table.tsx';
import { hasUnitInput, createUnitRow, type UnitRow } from './mapping-rows.ts';
import { FormSection } from './form-section.tsx';
import type { TemplateEditor } from './use-template-draft.ts';

/** How allocations become credits. */
export function UnitMappingFields({ editing }: { editing: TemplateEditor }) {
  const { draft, update: set, getError: errorOf, getRowError: rowErrorOf, isReadOnly } = editing;
  const [addedId, setAddedId] = useState(0);
  const rows = draft.allocation_units_mapping;
  const put = (units: UnitRow[]): void => set({ allocation_units_mapping: units });
  const change = (id: number, typed: Partial<UnitRow>): void =>
    put(rows.map((row) => (row.id === id ? { ...row, ...typed } : row)));
  const add = (): void => {
    const added = createUnitRow();
    setAddedId(added.id);
    put([...rows, added]);
  };
  const isMapped = rows.some(hasUnitInput);
  return (
    <FormSection
      title="Units"
      about="How many of a unit make one credit. Spellings of a unit are one: node hours, Node Hour and NHR are NHR."
    >
      <MappingTable
        label="Units"
        headings={['Unit', 'For one credit']}
        rows={rows}
        isReadOnly={isReadOnly}
        emptyText="No unit is mapped: one of any unit is one credit."
        addLabel="Add a unit"
        onAdd={add}
        getRowName={(row) => row.unit.trim() || 'this unit'}
        onRemove={({ id }) => put(rows.filter((row) => row.id !== id))}
        error={errorOf('allocation_units_mapping')}
        renderCells={(row, place) => [
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
              ref={row.id === addedId ? focusOnMount : null}
            />
          ),
          isReadOnly ? (
            <UnitExample key="factor" row={row} />
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
              {rowErrorOf(row.id) === undefined && <UnitExample row={row} />}
            </>
          ),
        ]}
      />
      {isMapped && (
        <Text size="sm" c="dimmed">
          A unit that is not here counts as one credit each, and its request waits for a reviewer.
        </Text>
      )}
    </FormSection>
  );
}

/** `1 credit = 4 GPUHR`, in the unit's one spelling. */
function UnitExample({ row: { unit, factor } }: { row: UnitRow }) {
  if (unit.trim() === '' || factor.trim() === '') return null;
  return (
    <Text size="sm">
      1 credit = {factor.trim()} {normalizeUnit(unit)}
    </Text>
  );
}
