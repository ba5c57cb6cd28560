import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { mayManage } from '../api/may.ts';
import { pageNumber } from '../app/search.ts';
import { useMe } from '../app/session.tsx';
import { Empty } from '../parts/feedback.tsx';
import { Listing } from '../parts/listing.tsx';
import { Page } from '../parts/page.tsx';
import { Filters, type ProjectSearch } from './filters.tsx';
import { NewProject } from './new-project.tsx';
import { ProjectsTable } from './table.tsx';

const pageSize = 50;

/** The local projects, of awards and others. */
export function ProjectsScreen() {
  const me = useMe();
  const search = useSearch({ from: '/signed-in/projects' });
  const navigate = useNavigate({ from: '/projects' });
  const [isAdding, adding] = useDisclosure();
  const { o = 'name', page: pageText, ...filter } = search;
  const page = pageNumber(pageText);
  const query = { ...filter, o, page, page_size: pageSize };
  const projects = useQuery({
    queryKey: [...keys.projects, 'list', query],
    queryFn: () => pageOf(api.GET('/api/projects/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: ProjectSearch): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  return (
    <Page
      title="Projects"
      about="The projects here: those that awards manage, and those that were there without one."
      actions={
        mayManage(me) && (
          <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
            New project
          </Button>
        )
      }
    >
      <Filters search={search} onChange={show} />
      <Listing
        query={projects}
        page={page}
        pageSize={pageSize}
        onPage={(to) => void navigate({ search: (old) => ({ ...old, page: String(to) }) })}
        empty={<NoProjects isFiltered={Object.keys(filter).length > 0} />}
      >
        {(items) => (
          <ProjectsTable projects={items} order={o} onOrder={(order) => show({ o: order })} />
        )}
      </Listing>
      <NewProject isOpen={isAdding} onClose={adding.close} />
    </Page>
  );
}

function NoProjects({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <Empty title="No project fits">Try fewer letters or filters.</Empty>;
  return (
    <Empty title="No projects">
      A project is made when an award is approved. You see those of customers that you have a role
      in, and those that you are a member of.
    </Empty>
  );
}
