import { Checkbox, Group, Loader, Radio, ScrollArea, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Award, Project } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { formatCredits } from '../parts/credits-bar.tsx';
import { ErrorAlert } from '../parts/query-state.tsx';
import { SearchInput } from '../parts/search-input.tsx';
import { formatDate } from '../parts/time-format.tsx';

const pageSize = 20;

interface ProjectPickerProps {
  award: Award;
  selectedProject: Project | null;
  onSelect: (project: Project | null) => void;
  error: string | null;
}

/** A search over the projects that no award manages, and one of them. */
export function ProjectPicker({
  award,
  selectedProject: chosen,
  onSelect: onChoose,
  error,
}: ProjectPickerProps) {
  const me = useMe();
  const { customer_data: customer } = award.project_template_data;
  const [query, setQuery] = useState('');
  const [isAnywhere, setAnywhere] = useState(false);
  const found = useAttachableProjects(query, isAnywhere ? '' : customer.uuid);
  const projects = found.data?.items ?? [];
  // What was chosen stays to be seen, whatever is searched for next.
  const label = isAnywhere ? 'Projects of all customers' : `Projects of ${customer.name}`;
  const isElsewhere = chosen !== null && !projects.some(({ uuid }) => uuid === chosen.uuid);
  const shown = isElsewhere ? [chosen, ...projects] : projects;
  return (
    <Stack gap="xs">
      <SearchInput
        label={label}
        aria-label={label}
        placeholder="Name, short name or description"
        value={query}
        onSearch={setQuery}
        rightSection={found.isFetching ? <Loader size={16} /> : null}
        data-autofocus
        onKeyDown={handleSearchKeys}
      />
      {me.is_staff && (
        <Checkbox
          label="Other customers too"
          checked={isAnywhere}
          onChange={(event) => setAnywhere(event.currentTarget.checked)}
        />
      )}
      {found.isError && <ErrorAlert error={found.error} onRetry={() => found.refetch()} />}
      {found.data && shown.length === 0 && <NoProjectsFound isSearch={query !== ''} />}
      {shown.length > 0 && (
        <ScrollArea.Autosize mah={300} type="auto" offsetScrollbars>
          <Radio.Group
            label="The project"
            error={error}
            value={chosen?.uuid ?? ''}
            onChange={(uuid) => onChoose(shown.find((one) => one.uuid === uuid) ?? null)}
          >
            <Stack gap={6} mt={6}>
              {shown.map((project) => (
                <ProjectOption key={project.uuid} project={project} />
              ))}
            </Stack>
          </Radio.Group>
        </ScrollArea.Autosize>
      )}
      {found.data && found.data.total > projects.length && (
        <Text size="sm" c="dimmed">
          {projects.length} of {found.data.total} projects are shown. Search to see others.
        </Text>
      )}
    </Stack>
  );
}

/** In the search, Enter attaches nothing, and Escape clears before it closes. */
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
  const facts = [
    short_name,
    customer_name,
    (start_date ?? end_date) && `${formatDate(start_date)} to ${formatDate(end_date)}`,
    credits && `${formatCredits(credits)} credits`,
  ].filter(Boolean);
  return <Radio value={project.uuid} label={project.name} description={facts.join(' · ')} />;
}

function NoProjectsFound({ isSearch }: { isSearch: boolean }) {
  return (
    <Group py="md">
      <Text size="sm" c="dimmed">
        {isSearch
          ? 'No project that could be attached matches this.'
          : 'There is no project that could be attached.'}
      </Text>
    </Group>
  );
}
