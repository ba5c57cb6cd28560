import { Badge, Table, Text } from '@mantine/core';
import type { BridgeStatus } from '../api/types.ts';
import { RelativeTime } from '../parts/time-format.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { Panel } from './panel.tsx';

type Offerings = BridgeStatus['offerings'];

/** The offerings that were sent to the bridge, and which of them it accepted. */
export function OfferingsPanel({ offerings }: { offerings: Offerings }) {
  const { asked, accepted, synced } = offerings;
  const names = [...new Set([...asked, ...accepted])].toSorted();
  return (
    <Panel title="Offerings">
      {names.length === 0 ? (
        <Text size="sm" c="dimmed">
          No offerings, because there is no template yet.
        </Text>
      ) : (
        <WideTable minWidth={260} aria-label="Offerings" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Offering, our portal, awarding portal</Table.Th>
              <Table.Th w={150}>At the bridge</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {names.map((name) => (
              <Table.Tr key={name}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
                <Table.Td>
                  <AcceptanceBadge
                    isRequested={asked.includes(name)}
                    isAccepted={accepted.includes(name)}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </WideTable>
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
    </Panel>
  );
}

function AcceptanceBadge({
  isRequested,
  isAccepted,
}: {
  isRequested: boolean;
  isAccepted: boolean;
}) {
  const [color, label] = !isAccepted
    ? ['red', 'Not accepted']
    : isRequested
      ? ['green', 'Accepted']
      : ['orange', 'Not requested'];
  return (
    <Badge color={color} variant="light" tt="none" miw="max-content">
      {label}
    </Badge>
  );
}
