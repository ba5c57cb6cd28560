import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type CustomerRole, customerRoles } from '../../src/award/vocabulary.ts';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Customer, Person } from '../api/types.ts';
import { customerRole, roleWords } from '../parts/customer-roles.ts';
import { notice } from '../parts/notice.ts';
import { useOnce } from '../parts/once.ts';
import { Refusal, saidOf } from '../parts/refusal.tsx';
import { FindPerson } from '../parts/find-person.tsx';

interface GiveRoleProps {
  customer: Customer;
  isOpen: boolean;
  onClose: () => void;
}

/** Finds somebody and gives them a role in a customer. */
export function GiveRole({ customer, isOpen, onClose }: GiveRoleProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Give a role in ${customer.name}`}>
      <Form customer={customer} onDone={onClose} />
    </Modal>
  );
}

function Form({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const queries = useQueryClient();
  const [person, setPerson] = useState<Person | null>(null);
  const [isMissed, setMissed] = useState(false);
  const [role, setRole] = useState<CustomerRole>('CUSTOMER.OWNER');
  const giving = useMutation({
    mutationFn: useOnce(async ({ uuid, full_name, username }: Person) => {
      const path = { uuid: customer.uuid };
      const body = { user: uuid, role };
      await bodyOf(api.POST('/api/customers/{uuid}/add_user/', { params: { path }, body }));
      notice(`${full_name || username} is ${roleWords[role].name.toLowerCase()} now.`);
      await Promise.all(
        [keys.customers, keys.me].map((queryKey) => queries.invalidateQueries({ queryKey })),
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
        <FindPerson
          onChoose={setPerson}
          error={
            isMissed && person === null
              ? 'Choose somebody from the list.'
              : saidOf(giving.error, 'user')
          }
        />
        <Radio.Group
          label="Role"
          value={role}
          onChange={(value) => setRole(customerRole(value) ?? 'CUSTOMER.OWNER')}
        >
          <Stack gap="xs" mt="xs">
            {customerRoles.map((one) => (
              <Radio
                key={one}
                value={one}
                label={roleWords[one].name}
                description={roleWords[one].about}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Refusal error={giving.error} fields={['user']} />
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
