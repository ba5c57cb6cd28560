import { Button, Card, Group, NativeSelect, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { AdminAuditEntry } from '../api/types.ts';
import { parsePageNumber, type SearchParams } from '../parts/search-params.ts';
import { EmptyState } from '../parts/query-state.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { SearchInput } from '../parts/search-input.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { formatAction, subjectKindOptions, formatVia } from './admin-audit-labels.ts';

const pageSize = 25;

type AdminAuditSearch = SearchParams<
  'query' | 'subject_kind' | 'timestamp_after' | 'timestamp_before' | 'page'
>;

/** Who changed what of the desk itself: people, roles, tokens, templates, settings. */
export function AdminAuditScreen() {
  const search = useSearch({ from: '/signed-in/administration' });
  const navigate = useNavigate({ from: '/administration' });
  const { page: pageText, ...filters } = search;
  const query = { ...filters, page: parsePageNumber(pageText), page_size: pageSize };
  const entries = useQuery({
    queryKey: [...queryKeys.administration, query],
    queryFn: () => readPage(api.GET('/api/administrative-audit/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: AdminAuditSearch): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  const chosen = Object.entries(filters).filter((entry): entry is [string, string] => !!entry[1]);
  return (
    <PageLayout
      title="Administrative audit"
      subtitle="Who changed people, roles, tokens, templates and settings, from where, before and after. Entries are never changed."
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
      <AdminAuditFilters search={search} onChange={show} />
      <PagedList
        query={entries}
        page={query.page}
        pageSize={pageSize}
        onPage={(page) => void navigate({ search: (old) => ({ ...old, page: String(page) }) })}
        emptyState={<EmptyState title="Nothing was found">No entry fits these filters.</EmptyState>}
      >
        {(items) => (
          <Stack gap="xs" component="section" aria-label="Entries">
            {items.map((entry) => (
              <AdminAuditEntryCard key={entry.id} entry={entry} />
            ))}
          </Stack>
        )}
      </PagedList>
    </PageLayout>
  );
}

interface AdminAuditFiltersProps {
  search: AdminAuditSearch;
  /** Empty texts clear. */
  onChange: (change: AdminAuditSearch) => void;
}

function AdminAuditFilters({ search, onChange }: AdminAuditFiltersProps) {
  const day = (name: 'timestamp_after' | 'timestamp_before', label: string) => (
    <SearchInput
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
      <SearchInput
        label="Whom or what"
        aria-label="Whom or what"
        placeholder="Name of the subject, or who did it ( / )"
        value={search.query ?? ''}
        onSearch={(query) => onChange({ query })}
      />
      <NativeSelect
        label="Of what kind"
        data={[{ value: '', label: 'Anything' }, ...subjectKindOptions]}
        value={search.subject_kind ?? ''}
        onChange={(event) => onChange({ subject_kind: event.currentTarget.value })}
      />
      {day('timestamp_after', 'From')}
      {day('timestamp_before', 'To')}
    </SimpleGrid>
  );
}

function AdminAuditEntryCard({ entry }: { entry: AdminAuditEntry }) {
  const { performed_by_username: by, performed_by_full_name: name, via, address } = entry;
  return (
    <Card withBorder padding="sm" component="article">
      <Group justify="space-between" align="baseline" gap="xs">
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {formatAction(entry.action)}: {entry.subject_name}
        </Text>
        <Text size="sm" c="dimmed">
          <RelativeTime time={entry.timestamp} />
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        {by === '' ? 'Nobody with an account' : name || by}, {formatVia(via)}
        {address !== '' && ` from ${address}`}
      </Text>
      <ValueChanges before={entry.before} after={entry.after} />
    </Card>
  );
}

type FieldValues = Record<string, unknown> | null;

/** Field by field what was and what is. */
function ValueChanges({ before, after }: { before: FieldValues; after: FieldValues }) {
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
            <Table.Td>{formatValue(before?.[field])}</Table.Td>
            <Table.Td>{formatValue(after?.[field])}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function formatValue(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
