import { SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import type { Project } from '../api/types.ts';
import { type CustomerOption, CustomerSelect } from '../parts/customer-select.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { stripSeparators } from '../parts/typed-number.ts';
import { useApiForm } from '../parts/use-api-form.ts';
import type { OutcomeSentence } from '../parts/use-request.ts';

/** The fields of a project that staff can edit; an empty date or amount is null. */
export type ProjectValues = Pick<
  Project,
  'name' | 'description' | 'start_date' | 'end_date' | 'credits'
>;

interface ProjectFormProps {
  /** The stored project; left out for a new one, which needs a customer. */
  project?: Project;
  /** Whether an award manages the project and so sets its credits. */
  isManaged?: boolean;
  submitLabel: string;
  /** Stores the values. Throws ApiError, which the form shows. */
  onSave: (values: ProjectValues, customer: CustomerOption | null) => Promise<unknown>;
  /** Says whether a request with a lost reply has happened, as in useRequest. */
  checkOutcome: (
    values: ProjectValues,
    customer: CustomerOption | null,
  ) => Promise<OutcomeSentence | null>;
  onCancel: () => void;
}

/** The form of a new or an existing project. */
export function ProjectForm(props: ProjectFormProps) {
  const { project, isManaged = false, submitLabel, onSave, checkOutcome, onCancel } = props;
  const isNew = project === undefined;
  const { form, formProps, ...sending } = useApiForm({
    initialValues: {
      name: project?.name ?? '',
      customer: null as CustomerOption | null,
      description: project?.description ?? '',
      start_date: project?.start_date ?? '',
      end_date: project?.end_date ?? '',
      credits: project?.credits ?? '',
    },
    validate: {
      name: isNotEmpty('A name is required.'),
      ...(isNew && { customer: isNotEmpty('Choose a customer.') }),
    },
    onSend: ({ customer, ...typed }) => onSave(toValues(typed), customer),
    checkOutcome: ({ customer, ...typed }) => checkOutcome(toValues(typed), customer),
  });
  return (
    <form {...formProps} aria-label="Project">
      <Stack>
        {isManaged && (
          <Text size="sm" c="dimmed">
            An award manages this project. Its next update overwrites the name, description and
            dates.
          </Text>
        )}
        <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
        {isNew && (
          <CustomerSelect
            label="Customer"
            description="The organisation that the project belongs to. This cannot be changed later."
            withAsterisk
            {...form.getInputProps('customer')}
            value={form.values.customer}
          />
        )}
        <Textarea
          label="Description"
          autosize
          minRows={2}
          maxRows={10}
          {...form.getInputProps('description')}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput type="date" label="Start" {...form.getInputProps('start_date')} />
          <TextInput type="date" label="End" {...form.getInputProps('end_date')} />
        </SimpleGrid>
        <TextInput
          label="Credits"
          description={isManaged ? 'Set by the award.' : 'Leave empty for none.'}
          inputMode="decimal"
          readOnly={isManaged}
          {...(isManaged && { variant: 'filled' })}
          {...form.getInputProps('credits')}
        />
        <FormFooter submitLabel={submitLabel} {...sending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}

/** What is sent for what is typed: an empty date or amount is null. */
const toValues = (typed: Record<keyof ProjectValues, string>): ProjectValues => ({
  name: typed.name.trim(),
  description: typed.description,
  start_date: typed.start_date || null,
  end_date: typed.end_date || null,
  credits: stripSeparators(typed.credits) || null,
});
