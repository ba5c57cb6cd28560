import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { hasValues } from '../parts/outcome-checks.ts';
import { showSuccess } from '../parts/show-success.ts';
import type { OutcomeSentence } from '../parts/use-request.ts';
import { ExistsSince } from '../parts/exists-since.tsx';
import { ResourceForm, type ResourceValues } from './resource-form.tsx';

/** Creates a resource, then opens its page. */
export function NewResourceDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async (body: ResourceValues): Promise<void> => {
    const { uuid, name } = await readBody(api.POST('/api/openportal-resources/', { body }));
    void queries.invalidateQueries({ queryKey: queryKeys.resources });
    showSuccess(`Resource ${name} created.`);
    onClose();
    await navigate({ to: '/resources/$uuid', params: { uuid }, ignoreBlocker: true });
  };
  const checkOutcome = async (values: ResourceValues): Promise<OutcomeSentence | null> => {
    const query = { name: values.name };
    const { items } = await readPage(api.GET('/api/openportal-resources/', { params: { query } }));
    const stored = items.find((one) => hasValues(one, values));
    return stored ? (
      <ExistsSince what={`The resource ${stored.name}`} created={stored.created} />
    ) : null;
  };
  return (
    <FormDialog opened={isOpen} onClose={onClose} title="New resource" size="lg">
      <ResourceForm
        submitLabel="Create resource"
        onSave={create}
        checkOutcome={checkOutcome}
        onCancel={onClose}
      />
    </FormDialog>
  );
}
