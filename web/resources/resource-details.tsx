/* The fields of a resource on its screen. */

import { Code } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Resource } from '../api/types.ts';
import { pickChangedValues } from '../parts/changed-values.ts';
import { PageLink } from '../parts/page-link.tsx';
import { EditableCard } from '../parts/editable-card.tsx';
import { describeSaved } from '../parts/outcome-checks.ts';
import { PropertyList } from '../parts/property-list.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { SiteTime } from '../parts/time-format.tsx';
import { ResourceForm, type ResourceValues } from './resource-form.tsx';

/** The fields of a resource; staff edit them in place. */
export function ResourceDetails({ resource }: { resource: Resource }) {
  const queries = useQueryClient();
  const save = async (values: ResourceValues, close: () => void): Promise<void> => {
    const path = { uuid: resource.uuid };
    const body = pickChangedValues(values, resource);
    // The form copies the list, so that it always differs as an object.
    if (values.volumes.join() === resource.volumes.join()) delete body.volumes;
    const saved = await readBody(
      api.PATCH('/api/openportal-resources/{uuid}/', { params: { path }, body }),
    );
    queries.setQueryData([...queryKeys.resources, resource.uuid], saved);
    for (const queryKey of [queryKeys.resources, queryKeys.machines]) {
      void queries.invalidateQueries({ queryKey });
    }
    close();
    showSuccess('Resource saved.');
  };
  const checkOutcome = async (values: ResourceValues): Promise<string | null> => {
    const path = { uuid: resource.uuid };
    const stored = await readBody(
      api.GET('/api/openportal-resources/{uuid}/', { params: { path } }),
    );
    return describeSaved(stored, values, `The resource ${stored.name} is saved.`);
  };
  return (
    <EditableCard
      title="About"
      renderForm={(close) => (
        <ResourceForm
          resource={resource}
          submitLabel="Save"
          onSave={(values) => save(values, close)}
          checkOutcome={checkOutcome}
          onCancel={close}
        />
      )}
    >
      <PropertyList properties={toDetailRows(resource)} />
    </EditableCard>
  );
}

function toDetailRows(resource: Resource) {
  const { uuid, destination, seconds_per_credit, volumes, mode, is_enabled, created } = resource;
  const mayChange = mode === 'active' ? 'Active' : 'Observe: nothing is changed';
  return [
    ['Destination', <Code key="destination">{destination}</Code>],
    ['A credit is', `${seconds_per_credit} node seconds`],
    ['Volumes', volumes.join(', ')],
    ['Mode', is_enabled ? mayChange : 'Switched off: nothing is sent'],
    ['Templates', resource.templates.toLocaleString('en')],
    [
      'Projects',
      <PageLink key="projects" to="/machines" search={{ resource: uuid, state: 'all' }} size="sm">
        {resource.projects.toLocaleString('en')}
      </PageLink>,
    ],
    [
      'Need attention',
      <PageLink key="attention" to="/machines" search={{ resource: uuid }} size="sm">
        {resource.needs_attention.toLocaleString('en')}
      </PageLink>,
    ],
    ['Created', <SiteTime key="created" time={created} />],
  ] as const;
}
