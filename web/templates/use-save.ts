import { useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Template } from '../api/types.ts';
import { notice } from '../parts/notice.ts';
import type { TemplateBody } from './form.tsx';

/** Stores what was changed in a template. */
export function useSave(uuid: string): (change: Partial<TemplateBody>) => Promise<Template> {
  const queries = useQueryClient();
  return async (body) => {
    const params = { path: { uuid } };
    const saved = await bodyOf(
      api.PATCH('/api/openportal-project-template/{uuid}/', { params, body }),
    );
    queries.setQueryData([...keys.templates, uuid], saved);
    // Awards show their template and are judged by its limits.
    for (const queryKey of [keys.templates, keys.awards]) {
      void queries.invalidateQueries({ queryKey });
    }
    notice(`${saved.name} is saved.`);
    return saved;
  };
}
