import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { normalizeUnit } from '../../src/award/allocation.ts';
import { focusOnMount } from './form-field-props.ts';
import { MappingTable } from './mapping-table.tsx';
import { hasUnitInput, createUnitRow, type UnitRow } from './mapping-rows.ts';
import { FormSection } from './form-section.tsx';
import type { TemplateEditor } from './use-template-form.ts';

/** How many of each unit make one credit. */
export function UnitMappingFields({ editor }: { editor: TemplateEditor }) {
  const { form, isReadOnly } = editor;
  const [addedKey, setAddedKey] = useState('');
  const rows = form.values.allocation_units_mapping;
  const add = (): void => {
    const row = createUnitRow();
    setAddedKey(row.key);
    form.setFieldValue('allocation_units_mapping', [...rows, row]);
  };
  const getRowError = (index: number): string | undefined =>
    editor.getError(`allocation_units_mapping.${index}.unit`);
  const isMapped = rows.some(hasUnitInput);
  return (
    <FormSection
      title="Units"
      description="How many of a unit make one credit. Different spellings count as one unit: node hours, Node Hour and NHR are all NHR."
    >
      <MappingTable
        label="Units"
        headings={['Unit', 'Amount for one credit']}
        rows={rows}
        isReadOnly={isReadOnly}
        emptyText="No units: one of any unit is one credit."
        addLabel="Add a unit"
        onAdd={add}
        getRowName={(row) => row.unit.trim() || 'this unit'}
        onRemove={({ key }) =>
          form.setFieldValue(
            'allocation_units_mapping',
            rows.filter((row) => row.key !== key),
          )
        }
        error={editor.getError('allocation_units_mapping')}
        renderCells={(row, index) => [
          isReadOnly ? (
            row.unit
          ) : (
            <TextInput
              key="unit"
              aria-label={`Unit ${index + 1}`}
              placeholder="GPUHR"
              spellCheck={false}
              ref={row.key === addedKey ? focusOnMount : null}
              {...editor.getInputProps(`allocation_units_mapping.${index}.unit`)}
            />
          ),
          isReadOnly ? (
            <UnitExample key="factor" row={row} />
          ) : (
            <>
              <TextInput
                aria-label={`Amount of unit ${index + 1} for one credit`}
                placeholder="4"
                inputMode="decimal"
                {...editor.getInputProps(`allocation_units_mapping.${index}.factor`)}
                error={getRowError(index) !== undefined}
              />
              {getRowError(index) === undefined && <UnitExample row={row} />}
            </>
          ),
        ]}
      />
      {isMapped && (
        <Text size="sm" c="dimmed">
          A unit that is not listed counts one credit each, and its request waits for a reviewer.
        </Text>
      )}
    </FormSection>
  );
}

/** `1 credit = 4 GPUHR`, with the unit in its normal spelling. */
function UnitExample({ row: { unit, factor } }: { row: UnitRow }) {
  if (unit.trim() === '' || factor.trim() === '') return null;
  return (
    <Text size="sm">
      1 credit = {factor.trim()} {normalizeUnit(unit)}
    </Text>
  );
}
