import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, readBody, readPage } from '../api/api-client.ts';
import { useMe } from '../api/current-user.ts';
import { queryKeys } from '../api/query-keys.ts';
import { colleaguesQuery } from '../api/reviewers.ts';
import { formatPersonName } from '../parts/person-name.ts';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';

export interface SelectOption {
  value: string;
  label: string;
}

const maxTemplates = 300;
const maxProjects = 20;

/** The templates that the reader may see, as options; requested only where `isEnabled`. */
export function useTemplateOptions(isEnabled: boolean): SelectOption[] {
  const { data } = useQuery({
    queryKey: [...queryKeys.templates, 'options'],
    queryFn: () => {
      const query = { o: 'name', page_size: maxTemplates };
      return readPage(api.GET('/api/openportal-project-template/', { params: { query } }));
    },
    enabled: isEnabled,
  });
  return (data?.items ?? []).map(({ uuid, name, offering, portal }) => ({
    value: uuid,
    label: showHiddenCharacters(`${name} · ${offering} · ${portal}`),
  }));
}

/** The portals and the offerings of the templates that the reader may see. */
export function usePortalsAndOfferings(): { portals: string[]; offerings: string[] } {
  const labels = useTemplateOptions(true).map(({ label }) => label.split(' · '));
  const collect = (index: number): string[] =>
    [...new Set(labels.flatMap((parts) => parts.at(index) ?? []))].toSorted();
  return { offerings: collect(-2), portals: collect(-1) };
}

/**
 * The colleagues who may decide about what the reader sees, as options, after the reader and nobody.
 * The chosen one is among them also when they no longer may.
 */
export function useAssigneeOptions(chosenUuid: string): SelectOption[] {
  const me = useMe();
  const { data: colleagues = [], isPending } = useQuery(colleaguesQuery);
  const options = [
    { value: me.uuid, label: 'Me' },
    { value: 'none', label: 'Nobody' },
    ...colleagues
      .filter(({ uuid }) => uuid !== me.uuid)
      .map((one) => ({ value: one.uuid, label: formatPersonName(one) })),
  ];
  const isKnown = chosenUuid === '' || options.some(({ value }) => value === chosenUuid);
  if (isKnown) return options;
  return [...options, { value: chosenUuid, label: isPending ? '…' : 'Somebody else' }];
}

/** A function that finds the name of a colleague; the names are requested only where `isEnabled`. */
export function useColleagueNames(isEnabled: boolean): (uuid: string | undefined) => string {
  const { data = [] } = useQuery({ ...colleaguesQuery, enabled: isEnabled });
  return (uuid) => {
    const colleague = data.find((one) => one.uuid === uuid);
    return colleague === undefined ? 'a colleague' : formatPersonName(colleague);
  };
}

/** The first projects that match a search, as options: there may be too many to list all. */
export function useProjectOptions(searchText: string): SelectOption[] {
  const { data } = useQuery({
    queryKey: [...queryKeys.projects, 'options', searchText],
    queryFn: () => {
      const query = { query: searchText, page_size: maxProjects };
      return readPage(api.GET('/api/projects/', { params: { query } }));
    },
    placeholderData: keepPreviousData,
  });
  return (data?.items ?? []).map(({ uuid, name, short_name, customer_name }) => ({
    value: uuid,
    label: showHiddenCharacters(
      [name, short_name, customer_name].filter((part) => part).join(' · '),
    ),
  }));
}

/** One project as an option; its uuid is the label until its name has been loaded. */
export function useProjectOption(uuid: string | undefined): SelectOption | null {
  const { data } = useQuery({
    queryKey: [...queryKeys.projects, uuid],
    queryFn: () =>
      readBody(api.GET('/api/projects/{uuid}/', { params: { path: { uuid: uuid ?? '' } } })),
    enabled: uuid !== undefined,
  });
  return uuid === undefined
    ? null
    : { value: uuid, label: showHiddenCharacters(data?.name ?? uuid) };
}
