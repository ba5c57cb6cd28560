import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { useOpenedOnMount } from '../parts/use-opened-on-mount.ts';
import type { ColumnChoice } from './chosen-columns.ts';
import { columnChoices, defaultColumns } from './table-columns.ts';

/** The button and a checkbox for each column; open when it appears. */
export function OpenedColumns({ chosen, onChoose }: ColumnChoice) {
  const { button, isOpen, setOpen } = useOpenedOnMount();
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button ref={button} variant="default" onClick={() => setOpen(!isOpen)}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns" aria-labelledby={undefined}>
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
      </Popover.Dropdown>
    </Popover>
  );
}
