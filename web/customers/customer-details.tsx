/* The fields of a customer on its screen. */

import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Customer } from '../api/types.ts';
import { EditableCard } from '../parts/editable-card.tsx';
import { PropertyList } from '../parts/property-list.tsx';
import { EmailLink } from '../parts/email-link.tsx';
import { pickChangedValues } from '../parts/changed-values.ts';
import { describeSaved } from '../parts/outcome-checks.ts';
import { showSuccess } from '../parts/show-success.ts';
import { SiteTime } from '../parts/time-format.tsx';
import { CustomerForm, type CustomerValues } from './customer-form.tsx';

/** The fields of a customer; staff edit them in place. */
export function CustomerDetails({ customer }: { customer: Customer }) {
  const queries = useQueryClient();
  const save = async (values: CustomerValues, close: () => void): Promise<void> => {
    const path = { uuid: customer.uuid };
    const body = pickChangedValues(values, customer);
    const saved = await readBody(api.PATCH('/api/customers/{uuid}/', { params: { path }, body }));
    queries.setQueryData([...queryKeys.customers, customer.uuid], saved);
    void queries.invalidateQueries({ queryKey: queryKeys.customers });
    close();
    showSuccess('Customer saved.');
  };
  const checkOutcome = async (values: CustomerValues): Promise<string | null> => {
    const path = { uuid: customer.uuid };
    const stored = await readBody(api.GET('/api/customers/{uuid}/', { params: { path } }));
    return describeSaved(stored, values, `The customer ${stored.name} is saved.`);
  };
  return (
    <EditableCard
      title="About"
      renderForm={(close) => (
        <CustomerForm
          customer={customer}
          submitLabel="Save"
          onSave={(values) => save(values, close)}
          checkOutcome={checkOutcome}
          onCancel={close}
        />
      )}
    >
      <PropertyList properties={toDetailRows(customer)} />
    </EditableCard>
  );
}

function toDetailRows(customer: Customer) {
  const { abbreviation, native_name, slug, email, description, created } = customer;
  return [
    ['Abbreviation', abbreviation],
    ['Native name', native_name],
    ['Slug', slug],
    ['E-mail', <EmailLink key="mail" email={email} />],
    ['Description', description],
    ['Since', <SiteTime key="since" time={created} />],
  ] as const;
}
