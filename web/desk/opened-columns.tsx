import { Button, Checkbox, Stack } from '@mantine/core';
import type { ColumnChoice } from './chosen-columns.ts';
import { OpenedMenu } from './opened-menu.tsx';
import { columnChoices, defaultColumns } from './table-columns.ts';

/** The button and a checkbox for each column; open when it appears. */
export function OpenedColumns({ chosen, onChoose }: ColumnChoice) {
  return (
    <OpenedMenu
      label="Columns"
      button={(attributes) => (
        <Button variant="default" {...attributes}>
          Columns
        </Button>
      )}
    >
      {() => (
        <Stack gap="xs">
          {columnChoices.map(({ id, label }) => (
            <Checkbox
              key={id}
              size="sm"
              label={label}
              checked={chosen.includes(id)}
              onChange={({ currentTarget: { checked } }) =>
                onChoose(checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
          ))}
          <Button size="xs" variant="default" onClick={() => onChoose(defaultColumns)}>
            Usual columns
          </Button>
        </Stack>
      )}
    </OpenedMenu>
  );
}
