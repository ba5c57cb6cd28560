import { Button, Group, Popover, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useProjectOption, useProjectOptions, useTemplateOptions } from './filter-options.ts';
import { getHiddenFilters, type DeskView, type DeskViewChange } from './desk-view.ts';

interface FilterMenuProps {
  view: DeskView;
  onChange: (change: DeskViewChange) => void;
}

/** Every filter of the list beside the search, behind a button. */
export function FilterMenu({ view, onChange }: FilterMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const count = getHiddenFilters(view).length;
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width={330}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          Filters{count > 0 && ` (${count})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Filters" aria-labelledby={undefined}>
        <FilterForm
          view={view}
          onChange={(change) => {
            setOpen(false);
            onChange(change);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function FilterForm({ view, onChange }: FilterMenuProps) {
  const [draft, setDraft] = useState<DeskViewChange>(view);
  const templates = useTemplateOptions(true);
  const put = (change: DeskViewChange): void => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onChange(draft);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label="Identifier contains"
          placeholder="proj100.ukri"
          value={draft.identifier ?? ''}
          onChange={(event) => put({ identifier: event.currentTarget.value.trim() })}
          data-autofocus
        />
        <TextInput
          label="Local identifier contains"
          placeholder="a6a.brics"
          value={draft.local_identifier ?? ''}
          onChange={(event) => put({ local_identifier: event.currentTarget.value.trim() })}
        />
        <Select
          label="Template"
          placeholder="Any"
          data={templates}
          value={draft.project_template_uuid ?? null}
          onChange={(uuid) => put({ project_template_uuid: uuid ?? undefined })}
          comboboxProps={{ withinPortal: false }}
          searchable
          clearable
        />
        <ProjectSelect
          value={draft.project_uuid}
          onChange={(uuid) => put({ project_uuid: uuid })}
        />
        <Switch
          label="Hide what is under embargo"
          checked={draft.hide_embargoed === 'true'}
          onChange={(event) =>
            put({ hide_embargoed: event.currentTarget.checked ? 'true' : undefined })
          }
        />
        <Group justify="flex-end">
          <Button type="submit">Show matches</Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ProjectSelectProps {
  value: string | undefined;
  onChange: (uuid: string | undefined) => void;
}

function ProjectSelect({ value, onChange }: ProjectSelectProps) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, 250);
  const chosen = useProjectOption(value);
  const isChosen = text === '' || text === chosen?.label;
  const found = useProjectOptions(isChosen ? '' : asked);
  const others = found.filter((option) => option.value !== chosen?.value);
  return (
    <Select
      label="Project"
      placeholder="Any; type to find one"
      data={chosen ? [chosen, ...others] : others}
      value={value ?? null}
      onChange={(uuid) => onChange(uuid ?? undefined)}
      searchValue={text}
      onSearchChange={setText}
      // The service has searched already.
      filter={({ options }) => options}
      nothingFoundMessage="No project of this name"
      comboboxProps={{ withinPortal: false }}
      searchable
      clearable
    />
  );
}
