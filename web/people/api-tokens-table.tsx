import { Button, Table } from '@mantine/core';
import { SiteTime, RelativeTime } from '../parts/time-format.tsx';
import { ColumnTable } from '../parts/column-table.tsx';
import type { ApiToken } from './api-token.ts';
import { MarkedText } from '../parts/marked-text.tsx';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';

interface ApiTokensTableProps {
  tokens: readonly ApiToken[];
  onRevoke: (token: ApiToken) => void;
}

/** API tokens with a button that revokes each. */
export function ApiTokensTable({ tokens, onRevoke }: ApiTokensTableProps) {
  return (
    <ColumnTable
      minWidth={600}
      isStackable
      aria-label="API tokens"
      columns={[
        'Name',
        'Scope',
        'Created',
        'Last used',
        'Valid until',
        { name: 'Change', ta: 'right' },
      ]}
    >
      {tokens.map((token) => (
        <Table.Tr key={token.uuid}>
          <Table.Td miw={120} style={{ overflowWrap: 'anywhere' }}>
            <MarkedText text={token.name} />
          </Table.Td>
          <Table.Td data-label="Scope">{token.scope}</Table.Td>
          <Table.Td data-label="Created">
            <RelativeTime time={token.created} />
          </Table.Td>
          <Table.Td data-label="Last used">
            {token.last_used === null ? 'Never' : <RelativeTime time={token.last_used} />}
          </Table.Td>
          <Table.Td data-label="Valid until">
            <Validity token={token} />
          </Table.Td>
          <Table.Td ta="right">
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              aria-label={`Revoke ${showHiddenCharacters(token.name)}`}
              onClick={() => onRevoke(token)}
            >
              Revoke
            </Button>
          </Table.Td>
        </Table.Tr>
      ))}
    </ColumnTable>
  );
}

/** The earlier of its own end and the day when it stops because its owner stays away. */
function Validity({ token: { expires_at, lapses_at } }: { token: ApiToken }) {
  const isLapsingFirst =
    lapses_at !== null && (expires_at === null || Date.parse(lapses_at) < Date.parse(expires_at));
  if (isLapsingFirst) {
    return (
      <>
        <SiteTime time={lapses_at} />, later if its owner signs in before
      </>
    );
  }
  return expires_at === null ? 'Until revoked' : <SiteTime time={expires_at} />;
}
