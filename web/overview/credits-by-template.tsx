import { Card, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import type { Overview } from '../api/types.ts';
import { formatNodeHours } from '../machines/node-hours.ts';
import { formatCredits } from '../parts/credit-format.ts';
import { PageLink } from '../parts/page-link.tsx';
import { ColumnTable } from '../parts/column-table.tsx';
import {
  chooseUseColor,
  describeUsed,
  formatShare,
  subtractCredits,
  toUsedSeconds,
  type UsedCredits,
  type UsedSeconds,
} from '../usage/describe-credits.ts';
import { MarkedText } from '../parts/marked-text.tsx';

type TemplateCredits = Overview['credits_by_template'][number];
type PortalCredits = Overview['credits_by_portal'][number];

/** The credits that approved awards were granted and used, for each template. */
export function CreditsByTemplate({ templates }: { templates: TemplateCredits[] }) {
  return (
    <CreditsCard
      title="Credits by template"
      of="Template"
      sums={templates.map((sums) => ({
        ...sums,
        key: sums.template_uuid,
        name: <TemplateName sums={sums} />,
      }))}
    />
  );
}

/** The same for each awarding portal. */
export function CreditsByPortal({ portals }: { portals: PortalCredits[] }) {
  return (
    <CreditsCard
      title="Credits by awarding portal"
      of="Awarding portal"
      sums={portals.map((sums) => ({ ...sums, key: sums.portal, name: sums.portal }))}
    />
  );
}

function TemplateName({
  sums: { template_uuid: uuid, template, portal, offering },
}: {
  sums: TemplateCredits;
}) {
  return (
    <>
      <PageLink to="/templates/$uuid" params={{ uuid }} size="sm">
        <MarkedText text={template} />
      </PageLink>
      <Text size="xs" c="dimmed">
        {portal} → {offering}
      </Text>
    </>
  );
}

interface NamedSums {
  key: string;
  name: ReactNode;
  awards: number;
  credits: string;
  used_credits: string;
  used_seconds: number;
  granted_seconds: number | null;
}

interface CreditsCardProps {
  title: string;
  /** The header of the first column. */
  of: string;
  sums: NamedSums[];
}

function CreditsCard({ title, of, sums }: CreditsCardProps) {
  const id = useId();
  return (
    <Card withBorder component="section" aria-labelledby={id}>
      <Stack gap="sm">
        <Title order={2} size="h4" id={id}>
          {title}
        </Title>
        {sums.length === 0 ? (
          <Text size="sm" c="dimmed" py="xl" ta="center">
            No approved award that you may see.
          </Text>
        ) : (
          <ColumnTable
            minWidth={480}
            isStackable
            aria-label={title}
            columns={[
              of,
              { name: 'Awards', ta: 'right' },
              { name: 'Granted', ta: 'right' },
              { name: 'Used', ta: 'right' },
              { name: 'Left', ta: 'right' },
              { name: 'Used of the grant', miw: 120 },
            ]}
          >
            {sums.map((row) => (
              <CreditsRow key={row.key} row={row} />
            ))}
          </ColumnTable>
        )}
      </Stack>
    </Card>
  );
}

function CreditsRow({ row }: { row: NamedSums }) {
  const { name, awards, credits, used_credits, used_seconds, granted_seconds } = row;
  const sums = { granted: credits, used: used_credits };
  const seconds = toUsedSeconds(row);
  const share = formatShare(used_credits, credits);
  // Good enough for the length of a bar; amounts are shown as exact decimals.
  const percent = share === '–' ? 0 : Math.min(100, Number.parseFloat(share));
  return (
    <Table.Tr>
      <Table.Td miw={110} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Table.Td>
      <Table.Td ta="right" data-label="Awards">
        {awards.toLocaleString('en')}
      </Table.Td>
      <Table.Td ta="right" ff="monospace" data-label="Granted">
        {formatCredits(credits)}
        {granted_seconds !== null && (
          <Text size="xs" c="dimmed">
            {formatNodeHours(granted_seconds)}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right" ff="monospace" data-label="Used">
        {formatCredits(used_credits)}
        <Text size="xs" c="dimmed">
          {formatNodeHours(used_seconds)}
        </Text>
      </Table.Td>
      <Table.Td ta="right" ff="monospace" data-label="Left">
        <LeftCredits sums={sums} seconds={seconds} />
      </Table.Td>
      <Table.Td style={{ flex: '1 0 100%' }}>
        <Text size="xs">{share}</Text>
        <Progress
          value={percent}
          color={chooseUseColor(percent)}
          size="sm"
          aria-label={describeUsed(sums, seconds)}
        />
      </Table.Td>
    </Table.Tr>
  );
}

/** What is left in credits, percent and, where it is known, hours. */
function LeftCredits({ sums, seconds }: { sums: UsedCredits; seconds: UsedSeconds | undefined }) {
  const left = subtractCredits(sums);
  const share = formatShare(left, sums.granted);
  return (
    <>
      {formatCredits(left)}
      <Text size="xs" c="dimmed">
        {[
          ...(share === '–' ? [] : [share]),
          ...(typeof seconds?.granted !== 'number'
            ? []
            : [formatNodeHours(seconds.granted - seconds.used)]),
        ].join(', ')}
      </Text>
    </>
  );
}
