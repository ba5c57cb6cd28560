import { Button, Group, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { Customer } from '../api/types.ts';
import { useOnce } from '../parts/once.ts';
import { Refusal, saidOf } from '../parts/refusal.tsx';

/** What staff can write of a customer. */
export type CustomerValues = Pick<
  Customer,
  'name' | 'native_name' | 'abbreviation' | 'email' | 'description'
>;

interface CustomerFormProps {
  /** What is there already. */
  customer?: CustomerValues;
  /** What the button says. */
  action: string;
  /** Stores it. Throws Problem, whose words are shown; what was typed stays. */
  onSave: (values: CustomerValues) => Promise<unknown>;
  onCancel: () => void;
}

const texts = [
  ['name', 'Name', 150],
  ['abbreviation', 'Abbreviation', 12],
  ['native_name', 'Native name', 150],
  ['email', 'E-mail', 254],
] as const;
const fields = ['name', 'native_name', 'abbreviation', 'email', 'description'] as const;

/** The fields of a customer. */
export function CustomerForm({ customer, action, onSave, onCancel }: CustomerFormProps) {
  const saving = useMutation({ mutationFn: useOnce(onSave) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const values = fields.map((field) => [field, String(form.get(field) ?? '').trim()]);
    saving.mutate(Object.fromEntries(values) as CustomerValues);
  };
  return (
    <form onSubmit={submit} aria-label="Customer">
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {texts.map(([field, label, maxLength]) => (
            <TextInput
              key={field}
              name={field}
              label={label}
              inputMode={field === 'email' ? 'email' : 'text'}
              maxLength={maxLength}
              defaultValue={customer?.[field] ?? ''}
              error={saidOf(saving.error, field)}
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
          error={saidOf(saving.error, 'description')}
        />
        <Refusal error={saving.error} fields={fields} />
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
