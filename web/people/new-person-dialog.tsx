import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { showSuccess } from '../parts/show-success.ts';
import type { OutcomeSentence } from '../parts/use-request.ts';
import { ExistsSince } from '../parts/exists-since.tsx';
import { PersonForm, type PersonValues } from './person-form.tsx';

/** Creates an account, then opens its page. */
export function NewPersonDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async ({ password, ...values }: PersonValues): Promise<void> => {
    const body = { ...values, ...(password !== '' && { password }) };
    const { uuid, username } = await readBody(api.POST('/api/users/', { body }));
    void queries.invalidateQueries({ queryKey: queryKeys.people });
    showSuccess(`Account ${username} created.`);
    onClose();
    await navigate({ to: '/people/$uuid', params: { uuid }, ignoreBlocker: true });
  };
  const checkOutcome = async ({ username }: PersonValues): Promise<OutcomeSentence | null> => {
    const { items } = await readPage(
      api.GET('/api/users/', { params: { query: { query: username } } }),
    );
    const found = items.find((one) => one.username === username);
    return found ? (
      <ExistsSince what={`The account ${username}`} created={found.date_joined} />
    ) : null;
  };
  return (
    <FormDialog opened={isOpen} onClose={onClose} title="New person" size="lg">
      <PersonForm
        submitLabel="Create account"
        onSave={create}
        checkOutcome={checkOutcome}
        onCancel={onClose}
      />
    </FormDialog>
  );
}
