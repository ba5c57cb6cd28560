import { api, readBody } from './api-client.ts';
import { queryKeys } from './query-keys.ts';

/** Who may decide about the awards of a template. */
export const reviewersQuery = (templateUuid: string) => ({
  queryKey: [...queryKeys.templates, templateUuid, 'reviewers'],
  queryFn: () =>
    readBody(
      api.GET('/api/openportal-project-template/{uuid}/reviewers/', {
        params: { path: { uuid: templateUuid } },
      }),
    ),
});

/** Who may decide about awards of templates that the reader sees. */
export const colleaguesQuery = {
  queryKey: [...queryKeys.templates, 'reviewers'],
  queryFn: () => readBody(api.GET('/api/openportal-managed-projects/reviewers/')),
};
