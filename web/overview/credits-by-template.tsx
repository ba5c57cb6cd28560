import { Card, Progress, Stack, Table, Text, Title } from '@mantine/core';
import type { Overview } from '../api/types.ts';
import { formatCredits } from '../parts/credits-bar.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

type TemplateCredits = Overview['credits_by_template'][number];

/** The credits of all approved awards for each template, as exact numbers with bars. */
export function CreditsByTemplate({ templates }: { templates: TemplateCredits[] }) {
  // Good enough for the length of a bar; amounts are shown as exact decimals.
  const highest = Math.max(1, ...templates.map(({ credits }) => Number(credits)));
  return (
    <Card withBorder component="section" aria-labelledby="credits">
      <Stack gap="sm">
        <Title order={2} size="h4" id="credits">
          Credits granted by template
        </Title>
        {templates.length === 0 ? (
          <Text size="sm" c="dimmed" py="xl" ta="center">
            No approved award that you may see.
          </Text>
        ) : (
          <WideTable minWidth={280} aria-label="Credits granted by template">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Template</Table.Th>
                <Table.Th ta="right">Awards</Table.Th>
                <Table.Th ta="right">Credits</Table.Th>
                <Table.Th w="45%" visibleFrom="sm">
                  Compared with the highest
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {templates.map((granted) => (
                <TemplateRow
                  key={`${granted.template} ${granted.portal} ${granted.offering}`}
                  granted={granted}
                  highest={highest}
                />
              ))}
            </Table.Tbody>
          </WideTable>
        )}
      </Stack>
    </Card>
  );
}

function TemplateRow({ granted, highest }: { granted: TemplateCredits; highest: number }) {
  const { template, portal, offering, awards, credits } = granted;
  const share = (Number(credits) / highest) * 100;
  const label = `${Math.round(share)} %`;
  return (
    <Table.Tr>
      <Table.Td miw={110} style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm">
          <MarkedText text={template} />
        </Text>
        <Text size="xs" c="dimmed">
          {portal} → {offering}
        </Text>
        <Progress value={share} size="sm" mt={4} hiddenFrom="sm" aria-label={label} />
      </Table.Td>
      <Table.Td ta="right">{awards.toLocaleString('en')}</Table.Td>
      <Table.Td ta="right" ff="monospace">
        {formatCredits(credits)}
      </Table.Td>
      <Table.Td miw={100} visibleFrom="sm">
        <Progress value={share} size="xl" radius="sm" aria-label={label} />
      </Table.Td>
    </Table.Tr>
  );
}
