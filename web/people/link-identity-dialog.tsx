import { Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Person } from '../api/types.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { PersonSelect } from '../parts/person-select.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useApiForm } from '../parts/use-api-form.ts';
import { readIdentities } from './external-identities-card.tsx';
import type { RefusedSignOn } from './refused-sign-on.ts';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';
import { MarkedText } from '../parts/marked-text.tsx';

interface LinkIdentityDialogProps {
  refused: RefusedSignOn;
  onClose: () => void;
}

/** Chooses the account that somebody who was refused may sign in to from now on. */
export function LinkIdentityDialog({ refused, onClose }: LinkIdentityDialogProps) {
  const queries = useQueryClient();
  const { provider, subject, issuer, full_name, username } = refused;
  const name = showHiddenCharacters(full_name || username);
  const { form, formProps, ...sending } = useApiForm({
    initialValues: { person: null as Person | null },
    validate: { person: (person) => (person === null ? 'Choose a person.' : null) },
    onSend: async ({ person }) => {
      const uuid = person?.uuid ?? '';
      const path = { uuid };
      const body = { provider, subject };
      await readBody(api.POST('/api/users/{uuid}/identities/', { params: { path }, body }));
      showSuccess(`${name} can now sign in to this account.`);
      await queries.invalidateQueries({ queryKey: queryKeys.refusedSignOns });
      await queries.invalidateQueries({ queryKey: [...queryKeys.people, uuid] });
      onClose();
    },
    checkOutcome: async ({ person }) => {
      const stored = await readIdentities(person?.uuid ?? '');
      const isLinked = stored.some((one) => one.issuer === issuer && one.subject === subject);
      return isLinked ? `${name} can now sign in to this account.` : null;
    },
  });
  return (
    <FormDialog opened onClose={onClose} title={`Link ${name} to an account`}>
      <form {...formProps}>
        <Stack>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <MarkedText text={subject} /> at {issuer} signs in to the account that you choose. Make
            sure that it is the same person.
          </Text>
          <PersonSelect
            onChoose={(person) => form.setFieldValue('person', person)}
            error={form.errors.person as string | undefined}
          />
          <FormFooter submitLabel="Link" {...sending} onCancel={onClose} />
        </Stack>
      </form>
    </FormDialog>
  );
}
