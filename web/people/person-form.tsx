import {
  Button,
  Checkbox,
  Group,
  PasswordInput,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Person } from '../api/types.ts';
import { useSingleFlight } from '../parts/use-single-flight.ts';
import { passwordHint } from '../parts/password-hint.ts';
import { FormError, getFieldError } from '../parts/form-error.tsx';

/** What staff can write of an account. */
export interface PersonValues {
  username: string;
  full_name: string;
  email: string;
  is_staff: boolean;
  is_support: boolean;
  /** Only of a new account, where it is one. */
  is_service_account?: boolean;
  /** Only of a new account, where one was given. */
  password?: string;
}

interface PersonFormProps {
  /** What is there already. */
  person?: Person;
  /** Whose own account it is cannot take their own rights away. */
  isOwn?: boolean;
  /** What the button says. */
  submitLabel: string;
  /** Stores it. Throws Problem, whose words are shown; what was typed stays. */
  onSave: (values: PersonValues) => Promise<unknown>;
  onCancel: () => void;
}

const fieldNames = [
  'username',
  'full_name',
  'email',
  'is_staff',
  'is_support',
  'is_service_account',
  'password',
];

/** The fields of an account. */
export function PersonForm({
  person,
  isOwn = false,
  submitLabel: action,
  onSave,
  onCancel,
}: PersonFormProps) {
  const saving = useMutation({ mutationFn: useSingleFlight(onSave) });
  const [isProgram, setProgram] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    saving.mutate(readFormValues(new FormData(event.currentTarget), isOwn));
  };
  const said = (field: string) => getFieldError(saving.error, field);
  return (
    <form onSubmit={submit} aria-label="Person" autoComplete="off">
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            name="username"
            label="User name"
            maxLength={150}
            defaultValue={person?.username ?? ''}
            error={said('username')}
            autoComplete="off"
            required
            data-autofocus
          />
          <TextInput
            name="full_name"
            label="Full name"
            maxLength={300}
            defaultValue={person?.full_name ?? ''}
            error={said('full_name')}
          />
          <TextInput
            name="email"
            label="E-mail"
            inputMode="email"
            maxLength={254}
            defaultValue={person?.email ?? ''}
            error={said('email')}
          />
          {person === undefined && !isProgram && (
            <PasswordInput
              name="password"
              label="Password"
              description={`${passwordHint} Without one, nobody signs in by password.`}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="new-password"
              error={said('password')}
            />
          )}
        </SimpleGrid>
        {person === undefined && (
          <Checkbox
            name="is_service_account"
            label="Service account"
            description="For a program: it gets tokens, never a password. This cannot be changed later."
            checked={isProgram}
            onChange={(event) => setProgram(event.currentTarget.checked)}
            error={said('is_service_account')}
          />
        )}
        <Checkbox
          name="is_staff"
          label="Staff"
          description={isOwn ? 'Nobody takes their own rights away.' : 'Does everything.'}
          defaultChecked={person?.is_staff ?? false}
          disabled={isOwn}
          error={said('is_staff')}
        />
        <Checkbox
          name="is_support"
          label="Support"
          description="Reads everything, changes nothing."
          defaultChecked={person?.is_support ?? false}
          error={said('is_support')}
        />
        <FormError error={saving.error} fields={fieldNames} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function readFormValues(form: FormData, isOwn: boolean): PersonValues {
  const text = (name: string): string => String(form.get(name) ?? '');
  const password = text('password');
  return {
    username: text('username').trim(),
    full_name: text('full_name').trim(),
    email: text('email').trim(),
    // A box that is disabled is not in the form: only staff see it at all.
    is_staff: isOwn || form.has('is_staff'),
    is_support: form.has('is_support'),
    ...(form.has('is_service_account') && { is_service_account: true }),
    ...(password !== '' && { password }),
  };
}
