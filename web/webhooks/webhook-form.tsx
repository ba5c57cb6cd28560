import { Input, MultiSelect, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { toErrorMessage } from '../api/api-error.ts';
import type { Webhook } from '../api/types.ts';
import { CustomerSelect, type CustomerOption } from '../parts/customer-select.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { useApiForm } from '../parts/use-api-form.ts';
import type { OutcomeSentence } from '../parts/use-request.ts';
import { eventTypesQuery } from './webhook-queries.ts';

/** The fields of a webhook that a form sends. */
export type WebhookValues = Pick<Webhook, 'name' | 'destination_url' | 'form' | 'event_types'> & {
  /** Of a new webhook only. */
  customer: CustomerOption | null;
};

interface WebhookFormProps {
  /** The stored webhook; left out for a new one. */
  webhook?: Webhook;
  /** Whether the reader may leave out the customer. */
  mayChooseAll: boolean;
  submitLabel: string;
  /** Stores the values. Throws ApiError, which the form shows. */
  onSave: (values: WebhookValues) => Promise<unknown>;
  /** Says whether a request with a lost reply has happened, as in useRequest. */
  checkOutcome: (values: WebhookValues) => Promise<OutcomeSentence | null>;
  onCancel: () => void;
}

const newWebhook = {
  name: '',
  destination_url: '',
  form: 'standard' as const,
  event_types: [] as Webhook['event_types'],
};

/** The form of a new or an existing webhook. */
export function WebhookForm(props: WebhookFormProps) {
  const { webhook, mayChooseAll, submitLabel, onSave, checkOutcome, onCancel } = props;
  const { name, destination_url, form: messageForm, event_types } = webhook ?? newWebhook;
  const isNew = webhook === undefined;
  const { form, formProps, ...sending } = useApiForm<WebhookValues>({
    initialValues: { name, destination_url, form: messageForm, event_types, customer: null },
    validate: {
      name: isNotEmpty('A name is required.'),
      destination_url: isNotEmpty('A URL is required.'),
      event_types: isNotEmpty('Choose at least one event.'),
      customer: (customer) =>
        isNew && !mayChooseAll && customer === null ? 'Choose a customer.' : null,
    },
    onSend: onSave,
    checkOutcome,
  });
  const isOfCustomer = isNew ? form.values.customer !== null : webhook.customer_uuid !== null;
  return (
    <form {...formProps} aria-label="Webhook">
      <Stack>
        <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
        {isNew && (
          <CustomerSelect
            label="Customer"
            description={
              mayChooseAll
                ? 'Left empty: events of all customers and of the site.'
                : 'Its awards, projects, roles and invitations.'
            }
            placeholder={mayChooseAll ? 'All customers' : 'Choose a customer'}
            required={!mayChooseAll}
            clearable={mayChooseAll}
            {...form.getInputProps('customer')}
            value={form.values.customer}
          />
        )}
        <TextInput
          label="URL"
          description="Messages are posted to it. Keep it to yourself if it contains a secret."
          type="url"
          required
          {...form.getInputProps('destination_url')}
        />
        <FormField
          value={form.values.form}
          onChange={(value) => form.setFieldValue('form', value)}
        />
        <EventTypesField isOfCustomer={isOfCustomer} {...form.getInputProps('event_types')} />
        <FormFooter submitLabel={submitLabel} {...sending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}

interface FormFieldProps {
  value: Webhook['form'];
  onChange: (value: Webhook['form']) => void;
}

function FormField({ value, onChange }: FormFieldProps) {
  const id = useId();
  return (
    <Input.Wrapper
      label="Form"
      labelElement="div"
      id={id}
      description="JSON is for programs. Slack and Teams get a sentence and a link."
    >
      <SegmentedControl
        mt={4}
        aria-labelledby={`${id}-label`}
        value={value}
        onChange={onChange}
        data={[
          { value: 'standard', label: 'JSON' },
          { value: 'slack', label: 'Slack' },
          { value: 'teams', label: 'Teams' },
        ]}
      />
    </Input.Wrapper>
  );
}

interface EventTypesFieldProps {
  isOfCustomer: boolean;
  value?: string[];
  onChange?: (value: string[]) => void;
  error?: ReactNode;
}

/** The events as a list with their descriptions; those about the site only where they can be had. */
function EventTypesField({ isOfCustomer, error, ...field }: EventTypesFieldProps) {
  const types = useQuery(eventTypesQuery);
  const offered = (types.data ?? []).filter(
    ({ audience }) => audience === 'customer' || !isOfCustomer,
  );
  const descriptions = new Map<string, string>(
    offered.map((type) => [type.event_type, type.description]),
  );
  return (
    <MultiSelect
      label="Events"
      required
      searchable
      clearable
      hidePickedOptions
      maxDropdownHeight={280}
      data={offered.map(({ event_type: type }) => type)}
      renderOption={({ option }) => (
        <span>
          {option.value}
          <br />
          <small>{descriptions.get(option.value)}</small>
        </span>
      )}
      nothingFoundMessage="No event has this name"
      clearButtonProps={{ 'aria-label': 'No events', 'aria-hidden': false, tabIndex: 0 }}
      error={types.isError ? toErrorMessage(types.error) : error}
      {...field}
    />
  );
}
