import { Button, Card, Group, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { mayManage } from '../api/may.ts';
import type { Customer } from '../api/types.ts';
import { useMe } from '../app/session.tsx';
import { Facts } from '../parts/facts.tsx';
import { Mail } from '../parts/mail.tsx';
import { notice } from '../parts/notice.ts';
import { formatMoment } from '../parts/time.tsx';
import { CustomerForm, type CustomerValues } from './form.tsx';

/** What a customer is; staff change it in place. */
export function About({ customer }: { customer: Customer }) {
  const me = useMe();
  const queries = useQueryClient();
  const [isEditing, editing] = useDisclosure();
  const save = async (body: CustomerValues): Promise<void> => {
    const path = { uuid: customer.uuid };
    const saved = await bodyOf(api.PATCH('/api/customers/{uuid}/', { params: { path }, body }));
    queries.setQueryData([...keys.customers, customer.uuid], saved);
    void queries.invalidateQueries({ queryKey: keys.customers });
    editing.close();
    notice('Saved.');
  };
  return (
    <Card withBorder component="section" aria-labelledby="about">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="about">
          About
        </Title>
        {mayManage(me) && !isEditing && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPencil size={14} />}
            onClick={editing.open}
          >
            Edit
          </Button>
        )}
      </Group>
      {isEditing ? (
        <CustomerForm customer={customer} action="Save" onSave={save} onCancel={editing.close} />
      ) : (
        <Facts facts={factsOf(customer)} />
      )}
    </Card>
  );
}

function factsOf(customer: Customer) {
  const { abbreviation, native_name, slug, email, description, created } = customer;
  return [
    ['Abbreviation', abbreviation],
    ['Native name', native_name],
    ['Slug', slug],
    ['E-mail', <Mail key="mail" address={email} />],
    ['Description', description],
    ['Since', formatMoment(created)],
  ] as const;
}
