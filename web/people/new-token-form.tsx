/* The form of a new API token. */

import { NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Person } from '../api/types.ts';
import { FormFooter } from '../parts/form-footer.tsx';
import { useApiForm } from '../parts/use-api-form.ts';
import { parseTokenScope, type TokenScope, tokenScopeTexts } from './api-token.ts';

interface NewTokenFormProps {
  person: Person;
  onCreate: (key: string) => void;
  onCancel: () => void;
}

/** The form of a new API token: its name, scope and days. */
export function NewTokenForm({ person, onCreate, onCancel }: NewTokenFormProps) {
  const queries = useQueryClient();
  const { form, formProps, ...sending } = useApiForm({
    initialValues: { name: '', scope: 'read', days: 90 as number | string },
    validate: { name: isNotEmpty('A name is required.') },
    onSend: async ({ name, scope, days }) => {
      const { key } = await readBody(
        api.POST('/api/users/{uuid}/tokens/', {
          params: { path: { uuid: person.uuid } },
          body: {
            name: name.trim(),
            scope: parseTokenScope(scope),
            days: days === '' ? null : Number(days),
          },
        }),
      );
      void queries.invalidateQueries({ queryKey: [...queryKeys.people, person.uuid, 'tokens'] });
      onCreate(key);
    },
    checkOutcome: async ({ name }) => {
      const params = { path: { uuid: person.uuid } };
      const tokens = await readBody(api.GET('/api/users/{uuid}/tokens/', { params }));
      return tokens.some((token) => token.name === name.trim())
        ? `a token named ${name.trim()} exists. Its key cannot be shown again, so revoke it and create another one.`
        : null;
    },
  });
  return (
    <form {...formProps}>
      <Stack>
        <TextInput
          label="Name"
          description="What the token is for."
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Radio.Group label="Scope" {...form.getInputProps('scope')}>
          <Stack gap="xs" mt={4}>
            {(Object.keys(tokenScopeTexts) as TokenScope[]).map((scope) => (
              <Radio key={scope} value={scope} label={scope} description={tokenScopeTexts[scope]} />
            ))}
          </Stack>
        </Radio.Group>
        <NumberInput
          label="Days"
          description="How long the token is valid, at most 3650 days. Empty: until it is revoked. A token also stops working when its owner has not signed in for long."
          min={1}
          max={3650}
          allowDecimal={false}
          {...form.getInputProps('days')}
        />
        <FormFooter submitLabel="Create token" {...sending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
