/* The field in which a project without a short name is searched and selected. */

import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Project } from '../api/types.ts';
import { MAX_SEARCH_OPTIONS, SearchSelect } from '../parts/search-select.tsx';

interface UnnamedProjectSelectProps {
  onChoose: (project: Project | null) => void;
  error: string | undefined;
}

/** Selects one project; searches on the server. Projects that have a short name are disabled. */
export function UnnamedProjectSelect({ onChoose, error }: UnnamedProjectSelectProps) {
  return (
    <SearchSelect
      label="Project"
      placeholder="Name or customer"
      queryKey={queryKeys.projects}
      search={findProjects}
      format={formatProject}
      isDisabled={({ short_name }) => Boolean(short_name)}
      nothingFound="No project has this name"
      onChoose={onChoose}
      error={error}
    />
  );
}

const findProjects = (query: string) =>
  readPage(
    api.GET('/api/projects/', {
      params: { query: { query, is_removed: 'false', o: 'name', page_size: MAX_SEARCH_OPTIONS } },
    }),
  );

const formatProject = ({ name, short_name, customer_name }: Project): string =>
  [name, customer_name, short_name && `is ${short_name}`].filter(Boolean).join(' · ');
