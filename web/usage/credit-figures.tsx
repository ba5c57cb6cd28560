import { Progress, Stack, Table, Text } from '@mantine/core';
import { formatHours } from '../machines/node-hours.ts';
import { formatCredits } from '../parts/credit-format.ts';
import { WideTable } from '../parts/wide-table.tsx';
import {
  chooseUseColor,
  describeUsed,
  formatShare,
  subtractCredits,
  type UsedCredits,
  type UsedSeconds,
} from './describe-credits.ts';

interface CreditFiguresProps extends UsedCredits {
  /** What the table is about, for screen readers. */
  label: string;
  /** Left out where nothing is on a machine. */
  seconds?: UsedSeconds | undefined;
}

const formatOptionalHours = (seconds: number | null | undefined): string =>
  seconds === null || seconds === undefined ? '–' : formatHours(seconds / 3600);

/** What was granted, used and is left, in credits, hours and percent, with a bar. */
export function CreditFigures({ granted, used, seconds, label }: CreditFiguresProps) {
  const left = subtractCredits({ granted, used });
  const grantedSeconds = seconds?.granted ?? null;
  const leftSeconds =
    seconds === undefined || grantedSeconds === null ? null : grantedSeconds - seconds.used;
  const rows = [
    { name: 'Granted', credits: granted, seconds: grantedSeconds },
    { name: 'Used', credits: used, seconds: seconds?.used },
    { name: 'Left', credits: left, seconds: leftSeconds },
  ];
  const percent = granted === '0.00' ? 0 : (Number(used) / Number(granted)) * 100;
  return (
    <Stack gap="xs">
      <WideTable minWidth={320} aria-label={label} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            <Table.Th ta="right">Credits</Table.Th>
            {seconds && <Table.Th ta="right">Node hours</Table.Th>}
            <Table.Th ta="right">Of the grant</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.name}>
              <Table.Th scope="row" fw={400}>
                {row.name}
              </Table.Th>
              <Table.Td ta="right" ff="monospace">
                {formatCredits(row.credits)}
              </Table.Td>
              {seconds && (
                <Table.Td ta="right" ff="monospace">
                  {formatOptionalHours(row.seconds)}
                </Table.Td>
              )}
              <Table.Td ta="right" ff="monospace">
                {formatShare(row.credits, granted)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      <Progress
        value={Math.min(100, percent)}
        color={chooseUseColor(percent)}
        size="lg"
        aria-label={describeUsed({ granted, used })}
      />
      {left.startsWith('-') && (
        <Text size="sm" c="red" fw={500}>
          More was used than granted.
        </Text>
      )}
    </Stack>
  );
}
