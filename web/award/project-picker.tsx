/* The search for a project to attach to an award. */

import { Checkbox, Group, Loader, Radio, ScrollArea, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Award, Project } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { formatCredits } from '../parts/credit-format.ts';
import { ErrorAlert } from '../parts/query-state.tsx';
import { SearchInput } from '../parts/search-input.tsx';
import { formatDate } from '../parts/time-format.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

const pageSize = 20;

interface ProjectPickerProps {
  award: Award;
  selectedProject: Project | null;
  onSelect: (project: Project | null) => void;
  error: ReactNode;
}

/** Searches the projects that no award manages, and selects one. */
export function ProjectPicker({ award, selectedProject, onSelect, error }: ProjectPickerProps) {
  const me = useMe();
  const { customer_data: customer } = award.project_template_data;
  const [query, setQuery] = useState('');
  const [isAnyCustomer, setAnyCustomer] = useState(false);
  const search = useAttachableProjects(query, isAnyCustomer ? '' : customer.uuid);
  const projects = search.data?.items ?? [];
  const label = isAnyCustomer ? 'Projects of all customers' : `Projects of ${customer.name}`;
  // The selected project stays visible, whatever is searched for next.
  const isSelectionMissing = !projects.some(({ uuid }) => uuid === selectedProject?.uuid);
  const visibleProjects =
    selectedProject !== null && isSelectionMissing ? [selectedProject, ...projects] : projects;
  return (
    <Stack gap="xs">
      <SearchInput
        label={label}
        aria-label={label}
        placeholder="Name, short name or description"
        value={query}
        onSearch={setQuery}
        rightSection={search.isFetching ? <Loader size={16} /> : null}
        data-autofocus
        onKeyDown={handleSearchKeys}
      />
      {me.is_staff && (
        <Checkbox
          label="Include other customers"
          checked={isAnyCustomer}
          onChange={(event) => setAnyCustomer(event.currentTarget.checked)}
        />
      )}
      {search.isError && <ErrorAlert error={search.error} onRetry={() => search.refetch()} />}
      {search.data && visibleProjects.length === 0 && <NoProjectsFound isSearch={query !== ''} />}
      {visibleProjects.length > 0 && (
        <ScrollArea.Autosize mah={300} type="auto" offsetScrollbars>
          <Radio.Group
            label="Project"
            error={error}
            value={selectedProject?.uuid ?? ''}
            onChange={(uuid) =>
              onSelect(visibleProjects.find((project) => project.uuid === uuid) ?? null)
            }
          >
            <Stack gap={6} mt={6}>
              {visibleProjects.map((project) => (
                <ProjectOption key={project.uuid} project={project} />
              ))}
            </Stack>
          </Radio.Group>
        </ScrollArea.Autosize>
      )}
      {search.data && search.data.total > projects.length && (
        <Text size="sm" c="dimmed">
          {projects.length} of {search.data.total} projects are shown. Search to find others.
        </Text>
      )}
    </Stack>
  );
}

/** In the search, Enter does not submit the form, and Escape clears the text before it closes the dialog. */
function handleSearchKeys(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key === 'Enter') event.preventDefault();
  if (event.key === 'Escape' && event.currentTarget.value !== '') event.stopPropagation();
}

function useAttachableProjects(query: string, customerUuid: string) {
  return useQuery({
    queryKey: [...queryKeys.projects, 'attachable', query, customerUuid],
    queryFn: () =>
      readPage<Project>(
        api.GET('/api/openportal-unmanaged-projects/', {
          params: {
            query: {
              ...(query !== '' && { query }),
              ...(customerUuid !== '' && { customer_uuid: customerUuid }),
              o: 'name',
              page_size: pageSize,
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

function ProjectOption({ project }: { project: Project }) {
  const { short_name, customer_name, start_date, end_date, credits } = project;
  const properties = [
    short_name,
    customer_name,
    (start_date ?? end_date) && `${formatDate(start_date)} to ${formatDate(end_date)}`,
    credits && `${formatCredits(credits)} credits`,
  ].filter(Boolean);
  return (
    <Radio
      value={project.uuid}
      label={<MarkedText text={project.name} />}
      description={properties.join(' · ')}
    />
  );
}

function NoProjectsFound({ isSearch }: { isSearch: boolean }) {
  return (
    <Group py="md">
      <Text size="sm" c="dimmed">
        {isSearch
          ? 'No project that can be attached matches.'
          : 'There is no project that can be attached.'}
      </Text>
    </Group>
  );
}
