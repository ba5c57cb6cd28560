import { Badge, Table, Text } from '@mantine/core';
import type { BridgeStatus } from '../api/types.ts';
import { RelativeTime } from '../parts/time-format.tsx';
import { ColumnTable } from '../parts/column-table.tsx';
import { Panel } from './status-panel.tsx';

type Offerings = BridgeStatus['offerings'];

/** The offerings that were sent to the bridge, and which of them it accepted. */
export function OfferingsPanel({ offerings }: { offerings: Offerings }) {
  const { asked, accepted, left_out: leftOut, synced, last_error: error } = offerings;
  const names = [...new Set([...asked, ...accepted, ...offerings.foreign, ...leftOut])].toSorted();
  return (
    <Panel title="Offerings">
      {names.length === 0 ? (
        <Text size="sm" c="dimmed">
          No offerings, because there is no template yet.
        </Text>
      ) : (
        <ColumnTable
          minWidth={260}
          aria-label="Offerings"
          verticalSpacing={6}
          columns={['Offering, our portal, awarding portal', { name: 'At the bridge', w: 150 }]}
        >
          {names.map((name) => (
            <Table.Tr key={name}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
              <Table.Td>
                <AcceptanceBadge name={name} offerings={offerings} />
              </Table.Td>
            </Table.Tr>
          ))}
        </ColumnTable>
      )}
      <Text size="xs" c="dimmed">
        {synced === null ? (
          'Not sent to the bridge yet.'
        ) : (
          <>
            Sent <RelativeTime time={synced} />.
          </>
        )}
      </Text>
      {error !== null && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          Last error <RelativeTime time={error.at} />: {error.message}
        </Text>
      )}
    </Panel>
  );
}

function AcceptanceBadge({ name, offerings }: { name: string; offerings: Offerings }) {
  const { color, label } = acceptanceStyles[getAcceptance(name, offerings)];
  return (
    <Badge color={color} variant="light" miw="max-content">
      {label}
    </Badge>
  );
}

type Acceptance = 'accepted' | 'refused' | 'foreign' | 'left out';

const acceptanceStyles: Readonly<Record<Acceptance, { color: string; label: string }>> = {
  accepted: { color: 'green', label: 'Accepted' },
  refused: { color: 'red', label: 'Not accepted' },
  foreign: { color: 'orange', label: 'Not requested' },
  'left out': { color: 'red', label: 'Left out' },
};

/** What became of an offering: a name that a bridge cannot parse is not sent at all. */
function getAcceptance(name: string, { asked, accepted, left_out }: Offerings): Acceptance {
  if (left_out.includes(name)) return 'left out';
  if (!asked.includes(name)) return 'foreign';
  return accepted.includes(name) ? 'accepted' : 'refused';
}
