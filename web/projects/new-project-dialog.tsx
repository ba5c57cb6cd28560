import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { CustomerOption } from '../parts/customer-select.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { hasValues } from '../parts/outcome-checks.ts';
import { showSuccess } from '../parts/show-success.ts';
import type { OutcomeSentence } from '../parts/use-request.ts';
import { ExistsSince } from '../parts/exists-since.tsx';
import { ProjectForm, type ProjectValues } from './project-form.tsx';

/** Creates a project that no award manages, then opens its page. */
export function NewProjectDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async (values: ProjectValues, customer: CustomerOption | null): Promise<void> => {
    const body = { ...values, customer: customer?.url ?? '' };
    const { uuid, name } = await readBody(api.POST('/api/projects/', { body }));
    for (const queryKey of [queryKeys.projects, queryKeys.customers]) {
      void queries.invalidateQueries({ queryKey });
    }
    showSuccess(`Project ${name} created.`);
    onClose();
    await navigate({ to: '/projects/$uuid', params: { uuid }, ignoreBlocker: true });
  };
  const checkOutcome = async (
    values: ProjectValues,
    customer: CustomerOption | null,
  ): Promise<OutcomeSentence | null> => {
    const query = { query: values.name, ...(customer && { customer_uuid: customer.uuid }) };
    const { items } = await readPage(api.GET('/api/projects/', { params: { query } }));
    const found = items.find((one) => hasValues(one, values));
    return found ? (
      <ExistsSince what={`The project ${found.name}`} created={found.created} />
    ) : null;
  };
  return (
    <FormDialog opened={isOpen} onClose={onClose} title="New project" size="lg">
      <ProjectForm
        submitLabel="Create project"
        onSave={create}
        checkOutcome={checkOutcome}
        onCancel={onClose}
      />
    </FormDialog>
  );
}
