import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, bodyOf, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';

export interface Option {
  value: string;
  label: string;
}

const mostTemplates = 300;
const mostProjects = 20;

/** Every template that the reader may see, to choose from. */
export function useTemplateOptions(isWanted: boolean): Option[] {
  const { data } = useQuery({
    queryKey: [...keys.templates, 'options'],
    queryFn: () => {
      const query = { o: 'name', page_size: mostTemplates };
      return pageOf(api.GET('/api/openportal-project-template/', { params: { query } }));
    },
    enabled: isWanted,
  });
  return (data?.items ?? []).map(({ uuid, name, offering, portal }) => ({
    value: uuid,
    label: `${name} · ${offering} · ${portal}`,
  }));
}

/** Projects whose name holds a text: there may be too many to list them all. */
export function useProjectOptions(text: string): Option[] {
  const { data } = useQuery({
    queryKey: [...keys.projects, 'options', text],
    queryFn: () => {
      const query = { query: text, page_size: mostProjects };
      return pageOf(api.GET('/api/projects/', { params: { query } }));
    },
    placeholderData: keepPreviousData,
  });
  return (data?.items ?? []).map(({ uuid, name, short_name, customer_name }) => ({
    value: uuid,
    label: [name, short_name, customer_name].filter((part) => part).join(' · '),
  }));
}

/** A project by the name that people know it by; its uuid until that is there. */
export function useProjectOption(uuid: string | undefined): Option | null {
  const { data } = useQuery({
    queryKey: [...keys.projects, uuid],
    queryFn: () =>
      bodyOf(api.GET('/api/projects/{uuid}/', { params: { path: { uuid: uuid ?? '' } } })),
    enabled: uuid !== undefined,
  });
  return uuid === undefined ? null : { value: uuid, label: data?.name ?? uuid };
}
