import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayManage } from '../api/permissions.ts';
import type { Template } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { EmptyState } from '../parts/query-state.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { PageLayout } from '../parts/page-layout.tsx';
import { type TemplateBody, TemplateForm } from './template-form.tsx';

/** Makes a template, then shows it. */
export function NewTemplatePage() {
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async (change: Partial<TemplateBody>): Promise<Template> => {
    const body = change as TemplateBody;
    const made = await readBody(api.POST('/api/openportal-project-template/', { body }));
    queries.setQueryData([...queryKeys.templates, made.uuid], made);
    void queries.invalidateQueries({ queryKey: queryKeys.templates });
    showSuccess(`${made.name} is there.`);
    const params = { uuid: made.uuid };
    await navigate({ to: '/templates/$uuid', params, replace: true, ignoreBlocker: true });
    return made;
  };
  return (
    <PageLayout title="New template" subtitle={<PageLink to="/templates">All templates</PageLink>}>
      {mayManage(me) ? (
        <TemplateForm template={null} isReadOnly={false} hasAwards={false} onSave={create} />
      ) : (
        <EmptyState title="Only staff make templates">Ask them where one is missing.</EmptyState>
      )}
    </PageLayout>
  );
}
