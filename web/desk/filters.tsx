import {
  Button,
  Group,
  Indicator,
  Pill,
  Popover,
  Select,
  Stack,
  Switch,
  TextInput,
} from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { Search } from '../parts/search.tsx';
import { type DeskSearch, type FilterName, filtersOf, filterWords } from './view.ts';

interface FiltersProps {
  search: DeskSearch;
  onChange: (change: DeskSearch) => void;
}

/** The search, every other filter of the service, and those that are set as words to take away. */
export function Filters({ search, onChange }: FiltersProps) {
  const [isOpen, { toggle, close }] = useDisclosure();
  const set = filtersOf(search);
  const templates = useTemplates();
  const clear = (): void =>
    onChange(Object.fromEntries(['query', ...set].map((name) => [name, ''])) as DeskSearch);
  return (
    <Stack gap="xs">
      <Group gap="xs" wrap="nowrap">
        <Search
          value={search.query ?? ''}
          onSearch={(query) => onChange({ query })}
          placeholder="Award, identifier, project or template ( / )"
          aria-label="Search awards"
          flex={1}
          maw={460}
        />
        <Popover opened={isOpen} onClose={close} position="bottom-end" width={320} trapFocus>
          <Indicator disabled={set.length === 0} label={set.length} size={16}>
            <Popover.Target>
              <Button variant="default" leftSection={<IconFilter size={16} />} onClick={toggle}>
                Filters
              </Button>
            </Popover.Target>
          </Indicator>
          <Popover.Dropdown aria-label="Filters">
            <FilterFields search={search} onChange={onChange} templates={templates} />
          </Popover.Dropdown>
        </Popover>
      </Group>
      {set.length > 0 && (
        <Group gap={6}>
          {set.map((name) => (
            <Pill
              key={name}
              withRemoveButton
              removeButtonProps={{
                'aria-label': `Remove the filter ${filterWords[name]}`,
                'aria-hidden': false,
                tabIndex: 0,
              }}
              onRemove={() => onChange({ [name]: '' })}
            >
              {pillWords(name, search[name] ?? '', templates)}
            </Pill>
          ))}
          <Button size="compact-xs" variant="subtle" onClick={clear}>
            Clear all
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface Choice {
  value: string;
  label: string;
}

function FilterFields({ search, onChange, templates }: FiltersProps & { templates: Choice[] }) {
  return (
    <Stack gap="sm">
      <Text name="identifier" search={search} onChange={onChange} placeholder="p1.ukri" />
      <Text name="local_identifier" search={search} onChange={onChange} placeholder="a6a" />
      <Select
        label={filterWords.project_template_uuid}
        placeholder="Any template"
        data={templates}
        value={search.project_template_uuid ?? null}
        onChange={(uuid) => onChange({ project_template_uuid: uuid ?? '' })}
        comboboxProps={{ withinPortal: false }}
        searchable
        clearable
      />
      <Text
        name="project_uuid"
        search={search}
        onChange={onChange}
        placeholder="The project's UUID"
      />
      <Switch
        label="Leave out what cannot be approved yet"
        checked={search.hide_embargoed === 'true'}
        onChange={(event) =>
          onChange({ hide_embargoed: event.currentTarget.checked ? 'true' : '' })
        }
      />
    </Stack>
  );
}

interface TextProps extends FiltersProps {
  name: 'identifier' | 'local_identifier' | 'project_uuid';
  placeholder: string;
}

function Text({ name, search, onChange, placeholder }: TextProps) {
  const [text, setText] = useState(search[name] ?? '');
  const tell = useDebouncedCallback((value: string) => onChange({ [name]: value.trim() }), 300);
  return (
    <TextInput
      label={filterWords[name]}
      placeholder={placeholder}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
}

function useTemplates(): Choice[] {
  const { data } = useQuery({
    queryKey: [...keys.templates, 'choices'],
    queryFn: () =>
      pageOf(
        api.GET('/api/openportal-project-template/', { params: { query: { page_size: 300 } } }),
      ),
    staleTime: 60_000,
  });
  return (data?.items ?? []).map(({ uuid, name, offering, portal }) => ({
    value: uuid,
    label: `${name} · ${offering} · ${portal}`,
  }));
}

function pillWords(name: FilterName, value: string, templates: Choice[]): string {
  if (name === 'hide_embargoed') return filterWords[name];
  const shown =
    name === 'project_template_uuid'
      ? (templates.find((template) => template.value === value)?.label ?? value)
      : value;
  return `${filterWords[name]}: ${shown}`;
}
