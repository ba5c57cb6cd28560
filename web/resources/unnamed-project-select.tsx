/* The field in which a project without a short name is searched and selected. */

import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readPage } from '../api/api-client.ts';
import { toErrorMessage } from '../api/api-error.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Project } from '../api/types.ts';

interface UnnamedProjectSelectProps {
  onChoose: (project: Project | null) => void;
  error: string | undefined;
}

const maxOptions = 20;

/** Selects one project; searches on the server. Projects that have a short name are disabled. */
export function UnnamedProjectSelect({ onChoose, error }: UnnamedProjectSelectProps) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Project | null>(null);
  const [searchText] = useDebouncedValue(text, 200);
  // After a choice the box shows the project's name, which is not a search.
  const query = chosen !== null && searchText === formatProject(chosen) ? '' : searchText;
  const projects = useQuery({
    queryKey: [...queryKeys.projects, 'find', query],
    queryFn: () =>
      readPage(
        api.GET('/api/projects/', {
          params: { query: { query, is_removed: 'false', o: 'name', page_size: maxOptions } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const found = projects.data?.items ?? [];
  const options =
    chosen === null ? found : [chosen, ...found.filter(({ uuid }) => uuid !== chosen.uuid)];
  return (
    <Select
      label="Project"
      placeholder="Name or customer"
      data={options.map((project) => ({
        value: project.uuid,
        label: formatProject(project),
        disabled: Boolean(project.short_name),
      }))}
      // The server has filtered already.
      filter={({ options: found }) => found}
      searchable
      openOnFocus={false}
      searchValue={text}
      onSearchChange={setText}
      value={chosen?.uuid ?? null}
      onChange={(uuid) => {
        const project = options.find((option) => option.uuid === uuid) ?? null;
        setChosen(project);
        onChoose(project);
      }}
      nothingFoundMessage={projects.isPending ? 'Searching …' : 'No project has this name'}
      error={projects.isError ? toErrorMessage(projects.error) : error}
      maxDropdownHeight={200}
      // Inside the dialog: screen readers do not leave it.
      comboboxProps={{ withinPortal: false }}
      required
      data-autofocus
    />
  );
}

const formatProject = ({ name, short_name, customer_name }: Project): string =>
  [name, customer_name, short_name && `is ${short_name}`].filter(Boolean).join(' · ');
