import { Badge, Box, Button, Group, Stack, Table, Text } from '@mantine/core';
import type { Invitation } from '../api/types.ts';
import { EmailLink } from '../parts/email-link.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { useIsNarrow } from '../parts/use-is-narrow.ts';
import { ColumnTable } from '../parts/column-table.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

interface InvitationsProps {
  invitations: readonly Invitation[];
  formatRole: (role: string) => string;
  /** Left out for readers who may not withdraw invitations. */
  onWithdraw?: ((invitation: Invitation) => void) | undefined;
}

/** Open invitations, a row each; on a phone a list. */
export function InvitationsTable(props: InvitationsProps) {
  const { invitations, formatRole, onWithdraw } = props;
  if (useIsNarrow()) return <InvitationsList {...props} />;
  return (
    <ColumnTable
      minWidth={520}
      aria-label="Invitations"
      columns={[
        'E-mail',
        'Role',
        'State',
        'Invited by',
        'Since',
        'Until',
        onWithdraw && { name: 'Change', ta: 'right' },
      ]}
    >
      {invitations.map((invitation) => (
        <Table.Tr key={invitation.uuid}>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <EmailLink email={invitation.email} />
          </Table.Td>
          <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatRole(invitation.role_name)}</Table.Td>
          <Table.Td>
            <Badge variant="default" miw="max-content">
              Pending
            </Badge>
          </Table.Td>
          <Table.Td>
            <MarkedText text={formatInviter(invitation)} />
          </Table.Td>
          <Table.Td style={{ whiteSpace: 'nowrap' }}>
            <RelativeTime time={invitation.created} />
          </Table.Td>
          <Table.Td style={{ whiteSpace: 'nowrap' }}>
            <InvitationEnd invitation={invitation} />
          </Table.Td>
          {onWithdraw && (
            <Table.Td ta="right">
              <WithdrawButton invitation={invitation} onWithdraw={onWithdraw} />
            </Table.Td>
          )}
        </Table.Tr>
      ))}
    </ColumnTable>
  );
}

function InvitationsList({ invitations, formatRole, onWithdraw }: InvitationsProps) {
  return (
    <Stack component="ul" gap="sm" p={0} m={0} aria-label="Invitations">
      {invitations.map((invitation) => (
        <Group
          key={invitation.uuid}
          component="li"
          justify="space-between"
          wrap="nowrap"
          style={{ listStyle: 'none' }}
        >
          <Box miw={0} style={{ overflowWrap: 'anywhere' }}>
            <EmailLink email={invitation.email} />
            <Text size="sm">
              {formatRole(invitation.role_name)}, invited by{' '}
              <MarkedText text={formatInviter(invitation)} />{' '}
              <RelativeTime time={invitation.created} />
              {hasEnd(invitation) && (
                <>
                  , until <RelativeTime time={invitation.expires} />
                </>
              )}
            </Text>
          </Box>
          {onWithdraw && <WithdrawButton invitation={invitation} onWithdraw={onWithdraw} />}
        </Group>
      ))}
    </Stack>
  );
}

/** Awards invite their members without a person. */
const formatInviter = ({ created_by_full_name, created_by_username }: Invitation): string =>
  created_by_full_name || created_by_username || 'the award';

/** The API names the year 9999 where an invitation does not end. */
const hasEnd = ({ expires }: Invitation): boolean => !expires.startsWith('9999-');

function InvitationEnd({ invitation }: { invitation: Invitation }) {
  return hasEnd(invitation) ? <RelativeTime time={invitation.expires} /> : '–';
}

function WithdrawButton({
  invitation,
  onWithdraw,
}: {
  invitation: Invitation;
  onWithdraw: (invitation: Invitation) => void;
}) {
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="red"
      // Next to a long e-mail the button would be cut off.
      flex="none"
      aria-label={`Withdraw the invitation of ${invitation.email}`}
      onClick={() => onWithdraw(invitation)}
    >
      Withdraw
    </Button>
  );
}
