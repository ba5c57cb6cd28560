import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { PageLayout } from '../parts/page-layout.tsx';
import { QueryContent } from '../parts/query-state.tsx';
import { parseDeskView } from './desk-view.ts';

/** The address of a saved view: it leads to the desk with that view. */
export function SavedViewScreen() {
  const { uuid } = useParams({ from: '/signed-in/views/$uuid' });
  const view = useQuery({
    queryKey: [...queryKeys.savedViews, uuid],
    queryFn: () =>
      readBody(api.GET('/api/openportal-saved-views/{uuid}/', { params: { path: { uuid } } })),
  });
  return (
    <PageLayout title="Saved view">
      <QueryContent query={view} rows={3}>
        {({ query }) => (
          <Navigate
            to="/"
            search={parseDeskView(Object.fromEntries(new URLSearchParams(query)))}
            replace
          />
        )}
      </QueryContent>
    </PageLayout>
  );
}
