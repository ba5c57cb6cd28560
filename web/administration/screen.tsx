import { Button, Card, Group, NativeSelect, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { AdministrativeEntry } from '../api/types.ts';
import { pageNumber, type SearchTexts } from '../app/search.ts';
import { Empty } from '../parts/feedback.tsx';
import { Listing } from '../parts/listing.tsx';
import { Page } from '../parts/page.tsx';
import { Search } from '../parts/search.tsx';
import { When } from '../parts/time.tsx';
import { actionWords, kindWords, viaWords } from './words.ts';

const pageSize = 25;

type AdministrationSearch = SearchTexts<
  'query' | 'subject_kind' | 'timestamp_after' | 'timestamp_before' | 'page'
>;

/** Who changed what of the desk itself: people, roles, tokens, templates, settings. */
export function AdministrationScreen() {
  const search = useSearch({ from: '/signed-in/administration' });
  const navigate = useNavigate({ from: '/administration' });
  const { page: pageText, ...filters } = search;
  const query = { ...filters, page: pageNumber(pageText), page_size: pageSize };
  const entries = useQuery({
    queryKey: [...keys.administration, query],
    queryFn: () => pageOf(api.GET('/api/administrative-audit/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: AdministrationSearch): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  const chosen = Object.entries(filters).filter((entry): entry is [string, string] => !!entry[1]);
  return (
    <Page
      title="Administrative audit"
      about="Who changed people, roles, tokens, templates and settings, from where, before and after. Entries are never changed."
      actions={
        <Button
          component="a"
          href={`/api/administrative-audit/export/?${new URLSearchParams(chosen)}`}
          download
          variant="default"
          leftSection={<IconDownload size={16} />}
        >
          Export as CSV
        </Button>
      }
    >
      <Filters search={search} onChange={show} />
      <Listing
        query={entries}
        page={query.page}
        pageSize={pageSize}
        onPage={(page) => void navigate({ search: (old) => ({ ...old, page: String(page) }) })}
        empty={<Empty title="Nothing was found">No entry fits these filters.</Empty>}
      >
        {(items) => (
          <Stack gap="xs" component="section" aria-label="Entries">
            {items.map((entry) => (
              <Entry key={entry.id} entry={entry as AdministrativeEntry} />
            ))}
          </Stack>
        )}
      </Listing>
    </Page>
  );
}

interface FiltersProps {
  search: AdministrationSearch;
  /** Empty texts clear. */
  onChange: (change: AdministrationSearch) => void;
}

function Filters({ search, onChange }: FiltersProps) {
  const day = (name: 'timestamp_after' | 'timestamp_before', label: string) => (
    <Search
      type="date"
      leftSection={null}
      placeholder=""
      label={label}
      aria-label={label}
      value={search[name] ?? ''}
      onSearch={(text) => onChange({ [name]: text })}
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="xs" role="search" aria-label="Filters">
      <Search
        label="Whom or what"
        aria-label="Whom or what"
        placeholder="Name of the subject, or who did it ( / )"
        value={search.query ?? ''}
        onSearch={(query) => onChange({ query })}
      />
      <NativeSelect
        label="Of what kind"
        data={[{ value: '', label: 'Anything' }, ...kindWords]}
        value={search.subject_kind ?? ''}
        onChange={(event) => onChange({ subject_kind: event.currentTarget.value })}
      />
      {day('timestamp_after', 'From')}
      {day('timestamp_before', 'To')}
    </SimpleGrid>
  );
}

function Entry({ entry }: { entry: AdministrativeEntry }) {
  const { performed_by_username: by, performed_by_full_name: name, via, address } = entry;
  return (
    <Card withBorder padding="sm" component="article">
      <Group justify="space-between" align="baseline" gap="xs">
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {actionWords(entry.action)}: {entry.subject_name}
        </Text>
        <Text size="sm" c="dimmed">
          <When time={entry.timestamp} />
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        {by === '' ? 'Nobody with an account' : name || by}, {viaWords(via)}
        {address !== '' && ` from ${address}`}
      </Text>
      <Changes before={entry.before} after={entry.after} />
    </Card>
  );
}

type Values = Record<string, unknown> | null;

/** Field by field what was and what is. */
function Changes({ before, after }: { before: Values; after: Values }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (names.length === 0) return null;
  return (
    <Table mt={4} fz="xs" verticalSpacing={2} aria-label="What changed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="28%">Field</Table.Th>
          <Table.Th w="36%">Before</Table.Th>
          <Table.Th w="36%">After</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {names.map((field) => (
          <Table.Tr key={field} style={{ overflowWrap: 'anywhere' }}>
            <Table.Td>{field.replaceAll('_', ' ')}</Table.Td>
            <Table.Td>{textOf(before?.[field])}</Table.Td>
            <Table.Td>{textOf(after?.[field])}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function textOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
