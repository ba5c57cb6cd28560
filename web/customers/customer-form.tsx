import { Button, Group, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { Customer } from '../api/types.ts';
import { useSingleFlight } from '../parts/use-single-flight.ts';
import { FormError, getFieldError } from '../parts/form-error.tsx';

/** What staff can write of a customer. */
export type CustomerValues = Pick<
  Customer,
  'name' | 'native_name' | 'abbreviation' | 'email' | 'description'
>;

interface CustomerFormProps {
  /** What is there already. */
  customer?: CustomerValues;
  /** What the button says. */
  submitLabel: string;
  /** Stores it. Throws Problem, whose words are shown; what was typed stays. */
  onSave: (values: CustomerValues) => Promise<unknown>;
  onCancel: () => void;
}

const textFields = [
  ['name', 'Name', 150],
  ['abbreviation', 'Abbreviation', 12],
  ['native_name', 'Native name', 150],
  ['email', 'E-mail', 254],
] as const;
const fieldNames = ['name', 'native_name', 'abbreviation', 'email', 'description'] as const;

/** The fields of a customer. */
export function CustomerForm({
  customer,
  submitLabel: action,
  onSave,
  onCancel,
}: CustomerFormProps) {
  const saving = useMutation({ mutationFn: useSingleFlight(onSave) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const values = fieldNames.map((field) => [field, String(form.get(field) ?? '').trim()]);
    saving.mutate(Object.fromEntries(values) as CustomerValues);
  };
  return (
    <form onSubmit={submit} aria-label="Customer">
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {textFields.map(([field, label, maxLength]) => (
            <TextInput
              key={field}
              name={field}
              label={label}
              inputMode={field === 'email' ? 'email' : 'text'}
              maxLength={maxLength}
              defaultValue={customer?.[field] ?? ''}
              error={getFieldError(saving.error, field)}
              required={field === 'name'}
              data-autofocus={field === 'name' || undefined}
            />
          ))}
        </SimpleGrid>
        <Textarea
          name="description"
          label="Description"
          autosize
          minRows={2}
          maxRows={10}
          maxLength={10_000}
          defaultValue={customer?.description ?? ''}
          error={getFieldError(saving.error, 'description')}
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
