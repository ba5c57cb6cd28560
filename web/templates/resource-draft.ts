import { randomId } from '@mantine/hooks';
import type { Resource, TemplateResource } from '../api/types.ts';

/** An entry of an award's breakdown that sets the quota of a volume. */
export interface QuotaRow {
  key: string;
  entry: string;
  volume: string;
}

/** A resource in the dialog: whether projects of the template get it, and with which quotas. */
export interface ResourceDraft {
  uuid: string;
  name: string;
  volumes: readonly string[];
  isChosen: boolean;
  rows: QuotaRow[];
}

export const createQuotaRow = (entry = '', volume = ''): QuotaRow => ({
  key: randomId(),
  entry,
  volume,
});

/** Every resource, with what is stored for the template. */
export function createResourceDrafts(
  all: readonly Pick<Resource, 'uuid' | 'name' | 'volumes'>[],
  stored: readonly TemplateResource[],
): ResourceDraft[] {
  return all.map(({ uuid, name, volumes }) => {
    const found = stored.find(({ resource }) => resource === uuid);
    const rows = Object.entries(found?.quota_mapping ?? {}).map((pair) => createQuotaRow(...pair));
    return { uuid, name, volumes, isChosen: found !== undefined, rows };
  });
}

/** What is wrong with the quotas of the chosen resources, by resource; rows without text are ignored. */
export function findQuotaProblems(drafts: readonly ResourceDraft[]): Record<string, string> {
  const problems = drafts
    .filter(({ isChosen }) => isChosen)
    .map(({ uuid, rows }) => [uuid, findProblem(rows.filter(hasInput))] as const);
  return Object.fromEntries(problems.filter((pair): pair is [string, string] => pair[1] !== null));
}

function findProblem(rows: readonly QuotaRow[]): string | null {
  if (rows.some(({ entry }) => entry.trim() === '')) return 'Each quota needs an entry.';
  if (rows.some(({ volume }) => volume === '')) return 'Each quota needs a volume.';
  for (const [name, values] of [
    ['entry', rows.map(({ entry }) => entry.trim())],
    ['volume', rows.map(({ volume }) => volume)],
  ] as const) {
    if (new Set(values).size < values.length) return `Each ${name} can be named once.`;
  }
  return null;
}

/** The chosen resources as the API takes them. */
export function toResourcesBody(drafts: readonly ResourceDraft[]) {
  return {
    resources: drafts
      .filter(({ isChosen }) => isChosen)
      .map(({ uuid, rows }) => ({
        resource: uuid,
        quota_mapping: Object.fromEntries(
          rows.filter(hasInput).map(({ entry, volume }) => [entry.trim(), volume]),
        ),
      })),
  };
}

const hasInput = ({ entry, volume }: QuotaRow): boolean => entry.trim() !== '' || volume !== '';
