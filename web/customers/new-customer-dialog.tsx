import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { hasValues } from '../parts/outcome-checks.ts';
import { showSuccess } from '../parts/show-success.ts';
import type { OutcomeSentence } from '../parts/use-request.ts';
import { ExistsSince } from '../parts/exists-since.tsx';
import { CustomerForm, type CustomerValues } from './customer-form.tsx';

/** Creates a customer, then opens its page. */
export function NewCustomerDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async (body: CustomerValues): Promise<void> => {
    const { uuid, name } = await readBody(api.POST('/api/customers/', { body }));
    void queries.invalidateQueries({ queryKey: queryKeys.customers });
    showSuccess(`Customer ${name} created.`);
    onClose();
    await navigate({ to: '/customers/$uuid', params: { uuid }, ignoreBlocker: true });
  };
  const checkOutcome = async (values: CustomerValues): Promise<OutcomeSentence | null> => {
    const query = { query: values.name };
    const { items } = await readPage(api.GET('/api/customers/', { params: { query } }));
    const found = items.find((one) => hasValues(one, values));
    return found ? (
      <ExistsSince what={`The customer ${found.name}`} created={found.created} />
    ) : null;
  };
  return (
    <FormDialog opened={isOpen} onClose={onClose} title="New customer" size="lg">
      <CustomerForm
        submitLabel="Create customer"
        onSave={create}
        checkOutcome={checkOutcome}
        onCancel={onClose}
      />
    </FormDialog>
  );
}
