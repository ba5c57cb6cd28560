import { Checkbox, PasswordInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import type { Person } from '../api/types.ts';
import { FormFooter } from '../parts/form-footer.tsx';
import { passwordHint } from '../parts/password-hint.ts';
import { useApiForm } from '../parts/use-api-form.ts';
import type { OutcomeSentence } from '../parts/use-request.ts';

/** The fields of every account that staff can edit. */
export type AccountValues = Pick<
  Person,
  'username' | 'full_name' | 'email' | 'is_staff' | 'is_support'
>;

/** The fields of the form; the last two are for new accounts only. */
export interface PersonValues extends AccountValues {
  is_service_account: boolean;
  /** Empty for an account without a password. */
  password: string;
}

interface PersonFormProps {
  /** The stored account; left out for a new one. */
  person?: Person;
  /** Whether the account belongs to the reader, who cannot drop their own staff rights. */
  isOwn?: boolean;
  submitLabel: string;
  /** Stores the values. Throws ApiError, which the form shows. */
  onSave: (values: PersonValues) => Promise<unknown>;
  /** Says whether a request with a lost reply has happened, as in useRequest. */
  checkOutcome: (values: PersonValues) => Promise<OutcomeSentence | null>;
  onCancel: () => void;
}

/** The form of a new or an existing account. */
export function PersonForm(props: PersonFormProps) {
  const { person, isOwn = false, submitLabel, onSave, checkOutcome, onCancel } = props;
  const isNew = person === undefined;
  const { form, formProps, ...sending } = useApiForm<PersonValues>({
    initialValues: {
      username: person?.username ?? '',
      full_name: person?.full_name ?? '',
      email: person?.email ?? '',
      is_staff: person?.is_staff ?? false,
      is_support: person?.is_support ?? false,
      is_service_account: false,
      password: '',
    },
    validate: { username: isNotEmpty('A user name is required.') },
    onSend: (values) => onSave(toSentValues(values)),
    checkOutcome: (values) => checkOutcome(toSentValues(values)),
  });
  const checkbox = { type: 'checkbox' } as const;
  return (
    <form {...formProps} aria-label="Person" autoComplete="off">
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label="User name"
            autoComplete="off"
            required
            data-autofocus
            {...form.getInputProps('username')}
          />
          <TextInput label="Full name" {...form.getInputProps('full_name')} />
          <TextInput label="E-mail" inputMode="email" {...form.getInputProps('email')} />
          {isNew && !form.values.is_service_account && (
            <PasswordInput
              label="Password"
              description={`${passwordHint} Without a password, this person cannot sign in with one.`}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="new-password"
              {...form.getInputProps('password')}
            />
          )}
        </SimpleGrid>
        {isNew && (
          <Checkbox
            label="Service account"
            description="For a program: it has API tokens and no password. This cannot be changed later."
            {...form.getInputProps('is_service_account', checkbox)}
          />
        )}
        <Checkbox
          label="Staff"
          description={
            isOwn ? 'You cannot remove your own staff rights.' : 'Can read and change everything.'
          }
          disabled={isOwn}
          {...form.getInputProps('is_staff', checkbox)}
        />
        <Checkbox
          label="Support"
          description="Can read everything and change nothing."
          {...form.getInputProps('is_support', checkbox)}
        />
        <FormFooter submitLabel={submitLabel} {...sending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}

const toSentValues = (values: PersonValues): PersonValues => ({
  ...values,
  username: values.username.trim(),
  full_name: values.full_name.trim(),
  email: values.email.trim(),
  // The password field is hidden for a service account, so what was typed before is dropped.
  password: values.is_service_account ? '' : values.password,
});
