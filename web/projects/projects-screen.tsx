/* The screen that lists projects. */

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayManage } from '../api/permissions.ts';
import { parsePageNumber } from '../parts/search-params.ts';
import { useMe } from '../api/current-user.ts';
import { EmptyState } from '../parts/query-state.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { ProjectFilters, type ProjectSearch } from './project-filters.tsx';
import { NewProjectDialog } from './new-project-dialog.tsx';
import { ProjectsTable } from './projects-table.tsx';

const pageSize = 50;

/** The list of local projects, managed by awards or not. */
export function ProjectsScreen() {
  const me = useMe();
  const search = useSearch({ from: '/signed-in/projects' });
  const navigate = useNavigate({ from: '/projects' });
  const [isAdding, adding] = useDisclosure();
  const { o = 'name', page: pageText, ...filter } = search;
  const page = parsePageNumber(pageText);
  const query = { ...filter, o, page, page_size: pageSize };
  const projects = useQuery({
    queryKey: [...queryKeys.projects, 'list', query],
    queryFn: () => readPage(api.GET('/api/projects/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: ProjectSearch): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  return (
    <PageLayout
      title="Projects"
      subtitle="All local projects: those that an award manages and those without an award."
      actions={
        mayManage(me) && (
          <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
            New project
          </Button>
        )
      }
    >
      <ProjectFilters search={search} onChange={show} />
      <PagedList
        query={projects}
        page={page}
        pageSize={pageSize}
        onPage={(to) => void navigate({ search: (old) => ({ ...old, page: String(to) }) })}
        emptyState={<NoProjects isFiltered={Object.keys(filter).length > 0} />}
      >
        {(items) => (
          <ProjectsTable projects={items} order={o} onOrder={(order) => show({ o: order })} />
        )}
      </PagedList>
      <NewProjectDialog isOpen={isAdding} onClose={adding.close} />
    </PageLayout>
  );
}

function NoProjects({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState title="No project matches">Try a shorter search or fewer filters.</EmptyState>
    );
  return (
    <EmptyState title="No projects">
      Approving an award creates a project. You see the projects of customers in which you have a
      role, and the projects of which you are a member.
    </EmptyState>
  );
}
