import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Template } from '../api/types.ts';
import { showSuccess } from '../parts/show-success.ts';
import type { TemplateBody } from './template-draft.ts';

/** Returns a function that stores changed fields of a template. It throws ApiError. */
export function useSaveTemplate(
  uuid: string,
): (change: Partial<TemplateBody>) => Promise<Template> {
  const queries = useQueryClient();
  return async (body) => {
    const params = { path: { uuid } };
    const saved = await readBody(
      api.PATCH('/api/openportal-project-template/{uuid}/', { params, body }),
    );
    queries.setQueryData([...queryKeys.templates, uuid], saved);
    // Awards show the limits of their template.
    for (const queryKey of [queryKeys.templates, queryKeys.awards]) {
      void queries.invalidateQueries({ queryKey });
    }
    showSuccess(`Template ${saved.name} saved.`);
    return saved;
  };
}
