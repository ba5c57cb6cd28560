import { SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import type { Customer } from '../api/types.ts';
import { FormFooter } from '../parts/form-footer.tsx';
import { useApiForm } from '../parts/use-api-form.ts';
import type { OutcomeSentence } from '../parts/use-request.ts';

/** The fields of a customer that staff can edit. */
export type CustomerValues = Pick<
  Customer,
  'name' | 'native_name' | 'abbreviation' | 'email' | 'description'
>;

interface CustomerFormProps {
  /** The stored customer; left out for a new one. */
  customer?: CustomerValues;
  submitLabel: string;
  /** Stores the values. Throws ApiError, which the form shows. */
  onSave: (values: CustomerValues) => Promise<unknown>;
  /** Says whether a request with a lost reply has happened, as in useRequest. */
  checkOutcome: (values: CustomerValues) => Promise<OutcomeSentence | null>;
  onCancel: () => void;
}

/** The form of a new or an existing customer. */
export function CustomerForm(props: CustomerFormProps) {
  const { customer, submitLabel, onSave, checkOutcome, onCancel } = props;
  const { form, formProps, ...sending } = useApiForm<CustomerValues>({
    initialValues: {
      name: customer?.name ?? '',
      native_name: customer?.native_name ?? '',
      abbreviation: customer?.abbreviation ?? '',
      email: customer?.email ?? '',
      description: customer?.description ?? '',
    },
    validate: { name: isNotEmpty('A name is required.') },
    onSend: (values) => onSave(trimValues(values)),
    checkOutcome: (values) => checkOutcome(trimValues(values)),
  });
  return (
    <form {...formProps} aria-label="Customer">
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
          <TextInput label="Abbreviation" {...form.getInputProps('abbreviation')} />
          <TextInput label="Native name" {...form.getInputProps('native_name')} />
          <TextInput label="E-mail" inputMode="email" {...form.getInputProps('email')} />
        </SimpleGrid>
        <Textarea
          label="Description"
          autosize
          minRows={2}
          maxRows={10}
          {...form.getInputProps('description')}
        />
        <FormFooter submitLabel={submitLabel} {...sending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}

function trimValues(values: CustomerValues): CustomerValues {
  const trimmed = Object.entries(values).map(([field, text]) => [field, text.trim()]);
  return Object.fromEntries(trimmed) as CustomerValues;
}
