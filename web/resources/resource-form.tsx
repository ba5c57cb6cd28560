import {
  SegmentedControl,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  TextInput,
  Input,
} from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import { useId } from 'react';
import type { Resource } from '../api/types.ts';
import { FormFooter } from '../parts/form-footer.tsx';
import { stripSeparators } from '../parts/typed-number.ts';
import { useApiForm } from '../parts/use-api-form.ts';
import type { OutcomeSentence } from '../parts/use-request.ts';

/** The fields of a resource that staff can edit. */
export type ResourceValues = Pick<
  Resource,
  'name' | 'destination' | 'seconds_per_credit' | 'volumes' | 'mode' | 'is_enabled'
>;

interface ResourceFormProps {
  /** The stored resource; left out for a new one. */
  resource?: Resource;
  submitLabel: string;
  /** Stores the values. Throws ApiError, which the form shows. */
  onSave: (values: ResourceValues) => Promise<unknown>;
  /** Says whether a request with a lost reply has happened, as in useRequest. */
  checkOutcome: (values: ResourceValues) => Promise<OutcomeSentence | null>;
  onCancel: () => void;
}

const newResource: ResourceValues = {
  name: '',
  destination: '',
  seconds_per_credit: '3600',
  volumes: [],
  mode: 'observe',
  is_enabled: true,
};

/** The form of a new or an existing resource. */
export function ResourceForm(props: ResourceFormProps) {
  const { resource, submitLabel, onSave, checkOutcome, onCancel } = props;
  const { name, destination, seconds_per_credit, volumes, mode, is_enabled } =
    resource ?? newResource;
  const { form, formProps, ...sending } = useApiForm<ResourceValues>({
    initialValues: { name, destination, seconds_per_credit, volumes, mode, is_enabled },
    validate: {
      name: isNotEmpty('A name is required.'),
      destination: isNotEmpty('A destination is required.'),
      seconds_per_credit: isNotEmpty('A number of node seconds is required.'),
    },
    onSend: (values) => onSave(trimValues(values)),
    checkOutcome: (values) => checkOutcome(trimValues(values)),
  });
  const hasProjects = (resource?.projects ?? 0) > 0;
  return (
    <form {...formProps} aria-label="Resource">
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
          <TextInput
            label="Seconds per credit"
            description="Node seconds; 3600 where a credit is a node hour."
            inputMode="decimal"
            required
            {...form.getInputProps('seconds_per_credit')}
          />
        </SimpleGrid>
        <TextInput
          label="Destination"
          description={
            hasProjects
              ? 'Stays as it is while projects are on the resource.'
              : 'Our portal, provider, platform and instance, such as brics.isambard.clusters.ai.'
          }
          required
          disabled={hasProjects}
          {...form.getInputProps('destination')}
        />
        <TagsInput
          label="Volumes"
          description="Names of volumes on which quotas can be set. Enter after each."
          {...form.getInputProps('volumes')}
        />
        <ModeField
          value={form.values.mode}
          mayBeActive={mayBeActive(resource)}
          onChange={(mode) => form.setFieldValue('mode', mode)}
        />
        <Switch
          label="Enabled"
          description="Switched off, nothing is sent to it, not even a question."
          {...form.getInputProps('is_enabled', { type: 'checkbox' })}
        />
        <FormFooter submitLabel={submitLabel} {...sending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}

/** Whether it is, or a check found the way to it. */
function mayBeActive(resource: Resource | undefined): boolean {
  if (resource === undefined) return false;
  const { mode, check } = resource;
  return mode === 'active' || (check.checked_at !== null && check.problem === null);
}

interface ModeFieldProps {
  value: ResourceValues['mode'];
  mayBeActive: boolean;
  onChange: (mode: ResourceValues['mode']) => void;
}

function ModeField({ value, mayBeActive, onChange }: ModeFieldProps) {
  const id = useId();
  return (
    <Input.Wrapper
      label="Mode"
      labelElement="div"
      id={id}
      description={`Observe asks and compares, changes nothing, and shows what it would do.${
        mayBeActive ? '' : ' Active needs a check without a problem first.'
      }`}
    >
      <SegmentedControl
        mt={4}
        aria-labelledby={`${id}-label`}
        value={value}
        onChange={onChange}
        data={[
          { value: 'observe', label: 'Observe' },
          { value: 'active', label: 'Active', disabled: !mayBeActive },
        ]}
      />
    </Input.Wrapper>
  );
}

function trimValues(values: ResourceValues): ResourceValues {
  return {
    ...values,
    name: values.name.trim(),
    destination: values.destination.trim(),
    seconds_per_credit: stripSeparators(values.seconds_per_credit),
  };
}
