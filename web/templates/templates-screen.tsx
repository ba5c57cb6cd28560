/* The screen that lists templates. */

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayManage } from '../api/permissions.ts';
import { parsePageNumber } from '../parts/search-params.ts';
import { useMe } from '../api/current-user.ts';
import { EmptyState } from '../parts/query-state.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { TemplateFilters, type TemplateSearch } from './template-filters.tsx';
import { TemplatesTable } from './templates-table.tsx';

const pageSize = 50;

/** The list of templates, by whose rules requests are judged. */
export function TemplatesScreen() {
  const me = useMe();
  const search = useSearch({ from: '/signed-in/templates' });
  const navigate = useNavigate({ from: '/templates' });
  const { o = 'name', page: pageText, ...filter } = search;
  const page = parsePageNumber(pageText);
  const query = { ...filter, o, page, page_size: pageSize };
  const templates = useQuery({
    queryKey: [...queryKeys.templates, 'list', query],
    queryFn: () => readPage(api.GET('/api/openportal-project-template/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: TemplateSearch): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  return (
    <PageLayout
      title="Templates"
      subtitle="What an awarding portal can request, and how requests are judged."
      actions={
        mayManage(me) && (
          <Button
            leftSection={<IconPlus size={16} />}
            renderRoot={(props) => (
              <Link to="/templates/$uuid" params={{ uuid: 'new' }} {...props} />
            )}
          >
            New template
          </Button>
        )
      }
    >
      <TemplateFilters search={search} onChange={show} />
      <PagedList
        query={templates}
        page={page}
        pageSize={pageSize}
        onPage={(to) => void navigate({ search: (old) => ({ ...old, page: String(to) }) })}
        emptyState={<NoTemplates isFiltered={Object.keys(filter).length > 0} />}
      >
        {(items) => (
          <TemplatesTable templates={items} order={o} onOrder={(order) => show({ o: order })} />
        )}
      </PagedList>
    </PageLayout>
  );
}

function NoTemplates({ isFiltered }: { isFiltered: boolean }) {
  const me = useMe();
  if (isFiltered)
    return (
      <EmptyState title="No template matches">Try a shorter search or fewer filters.</EmptyState>
    );
  return (
    <EmptyState title="No templates">
      {mayManage(me)
        ? 'Without a template every request is refused. A template needs two customers: a provider and a customer.'
        : 'You see the templates of customers in which you have a role.'}
    </EmptyState>
  );
}
