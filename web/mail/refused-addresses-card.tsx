import { Button, Card, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { RefusedAddress } from '../api/types.ts';
import { ActionDialog, type DialogAction } from '../parts/action-dialog.tsx';
import { QueryContent } from '../parts/query-state.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { ColumnTable } from '../parts/column-table.tsx';

const readRefusedAddresses = (): Promise<RefusedAddress[]> =>
  readBody(api.GET('/api/mail-refused-addresses/'));

/** Addresses that their mail server refused for good; staff allow mails to them again. */
export function RefusedAddressesCard() {
  const [action, setAction] = useState<DialogAction | null>(null);
  const addresses = useQuery({
    queryKey: [...queryKeys.mail, 'refused addresses'],
    queryFn: readRefusedAddresses,
  });
  return (
    <Card withBorder component="section" aria-labelledby="refused">
      <Title order={2} size="h4" id="refused">
        Refused addresses
      </Title>
      <QueryContent query={addresses} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm">None: every address takes mails.</Text>
          ) : (
            <AddressesTable addresses={items} onChoose={setAction} />
          )
        }
      </QueryContent>
      <ActionDialog action={action} onClose={() => setAction(null)} queryKey={queryKeys.mail} />
    </Card>
  );
}

interface AddressesTableProps {
  addresses: readonly RefusedAddress[];
  onChoose: (action: DialogAction) => void;
}

function AddressesTable({ addresses, onChoose }: AddressesTableProps) {
  const me = useMe();
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        Their mail server refused them for good. No mail goes there until somebody allows it again.
      </Text>
      <ColumnTable
        minWidth={520}
        aria-label="Refused addresses"
        columns={['Address', 'Reason', 'When']}
        hasActions
      >
        {addresses.map(({ email, reason, refused }) => (
          <Table.Tr key={email} style={{ verticalAlign: 'top' }}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{email}</Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{reason}</Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              <RelativeTime time={refused} />
            </Table.Td>
            <Table.Td>
              {mayManage(me) && (
                <Button
                  size="compact-sm"
                  variant="light"
                  onClick={() => onChoose(allowAgain(email))}
                >
                  Allow again
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </ColumnTable>
    </>
  );
}

/** The action after which mails go to an address again. */
const allowAgain = (email: string): DialogAction => ({
  title: `Send mails to ${email} again?`,
  label: 'Allow again',
  color: 'blue',
  explanation: 'Do this when the address was corrected at its mail server.',
  run: async () => {
    const params = { path: { email } };
    await readBody(api.DELETE('/api/mail-refused-addresses/{email}/', { params }));
    return `Mails go to ${email} again.`;
  },
  checkOutcome: async () => {
    const refused = await readRefusedAddresses();
    return refused.some((one) => one.email === email) ? null : `Mails go to ${email} again.`;
  },
});
