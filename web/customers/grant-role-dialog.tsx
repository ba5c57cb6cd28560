import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type CustomerRole, customerRoles } from '../../src/award/enums.ts';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Customer, Person } from '../api/types.ts';
import { parseCustomerRole, customerRoleTexts } from '../parts/customer-roles.ts';
import { showSuccess } from '../parts/show-success.ts';
import { useSingleFlight } from '../parts/use-single-flight.ts';
import { FormError, getFieldError } from '../parts/form-error.tsx';
import { PersonSelect } from '../parts/person-select.tsx';

interface GrantRoleDialogProps {
  customer: Customer;
  isOpen: boolean;
  onClose: () => void;
}

/** Finds somebody and gives them a role in a customer. */
export function GrantRoleDialog({ customer, isOpen, onClose }: GrantRoleDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Give a role in ${customer.name}`}>
      <GrantRoleForm customer={customer} onDone={onClose} />
    </Modal>
  );
}

function GrantRoleForm({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const queries = useQueryClient();
  const [person, setPerson] = useState<Person | null>(null);
  const [isMissed, setMissed] = useState(false);
  const [role, setRole] = useState<CustomerRole>('CUSTOMER.OWNER');
  const giving = useMutation({
    mutationFn: useSingleFlight(async ({ uuid, full_name, username }: Person) => {
      const path = { uuid: customer.uuid };
      const body = { user: uuid, role };
      await readBody(api.POST('/api/customers/{uuid}/add_user/', { params: { path }, body }));
      showSuccess(`${full_name || username} is ${customerRoleTexts[role].name.toLowerCase()} now.`);
      await Promise.all(
        [queryKeys.customers, queryKeys.me].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
      onDone();
    }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissed(person === null);
    if (person !== null) giving.mutate(person);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <PersonSelect
          onChoose={setPerson}
          error={
            isMissed && person === null
              ? 'Choose somebody from the list.'
              : getFieldError(giving.error, 'user')
          }
        />
        <Radio.Group
          label="Role"
          value={role}
          onChange={(value) => setRole(parseCustomerRole(value) ?? 'CUSTOMER.OWNER')}
        >
          <Stack gap="xs" mt="xs">
            {customerRoles.map((one) => (
              <Radio
                key={one}
                value={one}
                label={customerRoleTexts[one].name}
                description={customerRoleTexts[one].description}
              />
            ))}
          </Stack>
        </Radio.Group>
        <FormError error={giving.error} fields={['user']} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={giving.isPending}>
            Give the role
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
