import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { mayManage } from '../api/may.ts';
import { pageNumber } from '../app/search.ts';
import { useMe } from '../app/session.tsx';
import { Empty } from '../parts/feedback.tsx';
import { Listing } from '../parts/listing.tsx';
import { Page } from '../parts/page.tsx';
import { Filters, type TemplateSearch } from './filters.tsx';
import { TemplatesTable } from './table.tsx';

const pageSize = 50;

/** The rules that requests are judged by. */
export function TemplatesScreen() {
  const me = useMe();
  const search = useSearch({ from: '/signed-in/templates' });
  const navigate = useNavigate({ from: '/templates' });
  const { o = 'name', page: pageText, ...filter } = search;
  const page = pageNumber(pageText);
  const query = { ...filter, o, page, page_size: pageSize };
  const templates = useQuery({
    queryKey: [...keys.templates, 'list', query],
    queryFn: () => pageOf(api.GET('/api/openportal-project-template/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: TemplateSearch): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  return (
    <Page
      title="Templates"
      about="What an awarding portal may ask for: how requests are judged, and what becomes of them."
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
      <Filters search={search} onChange={show} />
      <Listing
        query={templates}
        page={page}
        pageSize={pageSize}
        onPage={(to) => void navigate({ search: (old) => ({ ...old, page: String(to) }) })}
        empty={<NoTemplates isFiltered={Object.keys(filter).length > 0} />}
      >
        {(items) => (
          <TemplatesTable templates={items} order={o} onOrder={(order) => show({ o: order })} />
        )}
      </Listing>
    </Page>
  );
}

function NoTemplates({ isFiltered }: { isFiltered: boolean }) {
  const me = useMe();
  if (isFiltered) return <Empty title="No template fits">Try fewer letters or filters.</Empty>;
  return (
    <Empty title="No templates">
      {mayManage(me)
        ? 'Without one every request is refused. It needs two customers: a provider and a customer.'
        : 'You see those of customers that you have a role in.'}
    </Empty>
  );
}
