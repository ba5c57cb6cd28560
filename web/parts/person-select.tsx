/* The field in which one person is searched and selected. */

import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Person } from '../api/types.ts';
import { MAX_SEARCH_OPTIONS, SearchSelect } from './search-select.tsx';

interface PersonSelectProps {
  onChoose: (person: Person | null) => void;
  error: string | undefined;
}

/** Selects one active person; searches by name, user name and e-mail on the server. */
export function PersonSelect({ onChoose, error }: PersonSelectProps) {
  return (
    <SearchSelect
      label="Person"
      placeholder="Name, user name or e-mail"
      queryKey={queryKeys.people}
      search={findPeople}
      format={formatPerson}
      nothingFound="Nobody has this name"
      onChoose={onChoose}
      error={error}
    />
  );
}

const findPeople = (query: string) =>
  readPage(
    api.GET('/api/users/', {
      params: {
        query: { query, is_active: 'true', o: 'full_name', page_size: MAX_SEARCH_OPTIONS },
      },
    }),
  );

const formatPerson = ({ full_name, username }: Person): string =>
  showHiddenCharacters(full_name === '' ? username : `${full_name} (${username})`);
