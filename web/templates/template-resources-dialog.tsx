/* The dialog in which staff choose the resources of a template. */

import { Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Resource, TemplateResource } from '../api/types.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { describeSaved } from '../parts/outcome-checks.ts';
import { PageLink } from '../parts/page-link.tsx';
import { QueryContent } from '../parts/query-state.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useApiForm } from '../parts/use-api-form.ts';
import { resourcesQuery } from '../resources/resource-queries.ts';
import {
  createResourceDrafts,
  findQuotaProblems,
  type ResourceDraft,
  toResourcesBody,
} from './resource-draft.ts';
import { ResourceFields } from './resource-fields.tsx';

interface TemplateResourcesDialogProps {
  templateUuid: string;
  /** The stored resources of the template. */
  resources: readonly TemplateResource[];
  onClose: () => void;
}

/** Chooses among all resources; the template's running projects follow. */
export function TemplateResourcesDialog(props: TemplateResourcesDialogProps) {
  const all = useQuery(resourcesQuery);
  return (
    <FormDialog opened onClose={props.onClose} title="Resources of the template" size="lg">
      <QueryContent query={all} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm">
              There is no resource yet. Make one under{' '}
              <PageLink to="/resources">Resources</PageLink>.
            </Text>
          ) : (
            <ResourcesForm all={items} {...props} />
          )
        }
      </QueryContent>
    </FormDialog>
  );
}

const resourcesPath = '/api/openportal-project-template/{uuid}/resources/';

/** The quotas of each chosen resource, in no order. */
const toQuotas = (chosen: readonly Pick<TemplateResource, 'resource' | 'quota_mapping'>[]) =>
  Object.fromEntries(chosen.map(({ resource, quota_mapping }) => [resource, quota_mapping]));

type ResourcesFormProps = TemplateResourcesDialogProps & { all: readonly Resource[] };

function ResourcesForm({ all, resources, templateUuid, onClose }: ResourcesFormProps) {
  const queries = useQueryClient();
  const params = { path: { uuid: templateUuid } };
  const { form, formProps, ...sending } = useApiForm<{ resource: ResourceDraft[] }>({
    initialValues: { resource: createResourceDrafts(all, resources) },
    validate: ({ resource }) => findQuotaProblems(resource),
    onSend: async ({ resource }) => {
      const body = toResourcesBody(resource);
      const saved = await readBody(api.PUT(resourcesPath, { params, body }));
      queries.setQueryData([...queryKeys.templates, templateUuid, 'resources'], saved);
      for (const queryKey of [queryKeys.machines, queryKeys.resources]) {
        void queries.invalidateQueries({ queryKey });
      }
      showSuccess('Resources saved. Running projects follow.');
      onClose();
    },
    checkOutcome: async ({ resource }) => {
      const stored = await readBody(api.GET(resourcesPath, { params }));
      return describeSaved(
        { quotas: toQuotas(stored) },
        { quotas: toQuotas(toResourcesBody(resource).resources) },
        'The resources of the template are saved.',
      );
    },
  });
  const setDraft = (changed: ResourceDraft): void => {
    form.clearFieldError(changed.uuid);
    form.setFieldValue('resource', (drafts) =>
      drafts.map((draft) => (draft.uuid === changed.uuid ? changed : draft)),
    );
  };
  return (
    <form {...formProps} aria-label="Resources">
      <Stack>
        <Text size="sm">
          Running projects of the template follow at once: they are made on a resource that you add,
          and removed from one that you take away.
        </Text>
        {form.values.resource.map((draft) => (
          <ResourceFields
            key={draft.uuid}
            draft={draft}
            onChange={setDraft}
            error={toText(form.errors[draft.uuid])}
          />
        ))}
        <FormFooter submitLabel="Save resources" {...sending} onCancel={onClose} />
      </Stack>
    </form>
  );
}

const toText = (error: unknown): string | undefined =>
  error === undefined || error === null ? undefined : String(error);
