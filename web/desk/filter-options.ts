import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, readBody, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';

export interface SelectOption {
  value: string;
  label: string;
}

const maxTemplates = 300;
const maxProjects = 20;

/** Every template that the reader may see, to choose from. */
export function useTemplateOptions(isWanted: boolean): SelectOption[] {
  const { data } = useQuery({
    queryKey: [...queryKeys.templates, 'options'],
    queryFn: () => {
      const query = { o: 'name', page_size: maxTemplates };
      return readPage(api.GET('/api/openportal-project-template/', { params: { query } }));
    },
    enabled: isWanted,
  });
  return (data?.items ?? []).map(({ uuid, name, offering, portal }) => ({
    value: uuid,
    label: `${name} · ${offering} · ${portal}`,
  }));
}

/** Projects whose name holds a text: there may be too many to list them all. */
export function useProjectOptions(text: string): SelectOption[] {
  const { data } = useQuery({
    queryKey: [...queryKeys.projects, 'options', text],
    queryFn: () => {
      const query = { query: text, page_size: maxProjects };
      return readPage(api.GET('/api/projects/', { params: { query } }));
    },
    placeholderData: keepPreviousData,
  });
  return (data?.items ?? []).map(({ uuid, name, short_name, customer_name }) => ({
    value: uuid,
    label: [name, short_name, customer_name].filter((part) => part).join(' · '),
  }));
}

/** A project by the name that people know it by; its uuid until that is there. */
export function useProjectOption(uuid: string | undefined): SelectOption | null {
  const { data } = useQuery({
    queryKey: [...queryKeys.projects, uuid],
    queryFn: () =>
      readBody(api.GET('/api/projects/{uuid}/', { params: { path: { uuid: uuid ?? '' } } })),
    enabled: uuid !== undefined,
  });
  return uuid === undefined ? null : { value: uuid, label: data?.name ?? uuid };
}
