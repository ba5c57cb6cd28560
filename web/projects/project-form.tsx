import { Button, Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Project } from '../api/types.ts';
import { type CustomerOption, CustomerSelect } from '../parts/customer-select.tsx';
import { useSingleFlight } from '../parts/use-single-flight.ts';
import { FormError, getFieldError } from '../parts/form-error.tsx';

/** What staff can write of a project; nothing typed is null. */
export type ProjectValues = Pick<
  Project,
  'name' | 'description' | 'start_date' | 'end_date' | 'credits'
>;

interface ProjectFormProps {
  /** What is there already; a new one has a customer to choose. */
  project?: Project;
  /** Whether an award decides about the credits. */
  isManaged?: boolean;
  submitLabel: string;
  /** Stores it. Throws Problem, whose words are shown; what was typed stays. */
  onSave: (values: ProjectValues, customer: CustomerOption | null) => Promise<unknown>;
  onCancel: () => void;
}

const fieldNames = ['name', 'customer', 'description', 'start_date', 'end_date', 'credits'];

/** The fields of a project. */
export function ProjectForm(props: ProjectFormProps) {
  const { project, isManaged = false, submitLabel: action, onSave, onCancel } = props;
  const [customer, setCustomer] = useState<CustomerOption | null>(null);
  const [isMissed, setMissed] = useState(false);
  const saving = useMutation({
    mutationFn: useSingleFlight((values: ProjectValues) => onSave(values, customer)),
  });
  const said = (field: string) => getFieldError(saving.error, field);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const isLacking = project === undefined && customer === null;
    setMissed(isLacking);
    if (!isLacking) saving.mutate(readFormValues(new FormData(event.currentTarget)));
  };
  return (
    <form onSubmit={submit} aria-label="Project">
      <Stack>
        {isManaged && (
          <Text size="sm" c="dimmed">
            An award manages this project: its next update brings its own name, description and
            dates.
          </Text>
        )}
        <TextInput
          name="name"
          label="Name"
          maxLength={500}
          defaultValue={project?.name ?? ''}
          error={said('name')}
          required
          data-autofocus
        />
        {project === undefined && (
          <CustomerSelect
            label="Customer"
            description="The organisation that it belongs to. This cannot change later."
            value={customer}
            onChange={setCustomer}
            error={isMissed && customer === null ? 'Choose a customer.' : said('customer')}
            withAsterisk
          />
        )}
        <Textarea
          name="description"
          label="Description"
          autosize
          minRows={2}
          maxRows={10}
          maxLength={100_000}
          defaultValue={project?.description ?? ''}
          error={said('description')}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            name="start_date"
            type="date"
            label="Start"
            defaultValue={project?.start_date ?? ''}
            error={said('start_date')}
          />
          <TextInput
            name="end_date"
            type="date"
            label="End"
            defaultValue={project?.end_date ?? ''}
            error={said('end_date')}
          />
        </SimpleGrid>
        <TextInput
          name="credits"
          label="Credits"
          description={
            isManaged ? 'The award that manages it decides about them.' : 'Empty: none are set.'
          }
          inputMode="decimal"
          readOnly={isManaged}
          {...(isManaged && { variant: 'filled' })}
          defaultValue={project?.credits ?? ''}
          error={said('credits')}
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

function readFormValues(form: FormData): ProjectValues {
  const text = (field: string): string => String(form.get(field) ?? '');
  const orNull = (field: string): string | null => text(field).trim() || null;
  return {
    name: text('name').trim(),
    description: text('description'),
    start_date: orNull('start_date'),
    end_date: orNull('end_date'),
    credits: orNull('credits'),
  };
}
