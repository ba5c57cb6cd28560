import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayManage } from '../api/permissions.ts';
import type { Template } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { hasValues } from '../parts/outcome-checks.ts';
import { EmptyState } from '../parts/query-state.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { PageLayout } from '../parts/page-layout.tsx';
import type { TemplateBody } from './template-draft.ts';
import { TemplateForm } from './template-form.tsx';

/** Creates a template, then opens its page. */
export function NewTemplatePage() {
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async (change: Partial<TemplateBody>): Promise<Template> => {
    const body = change as TemplateBody;
    const created = await readBody(api.POST('/api/openportal-project-template/', { body }));
    queries.setQueryData([...queryKeys.templates, created.uuid], created);
    void queries.invalidateQueries({ queryKey: queryKeys.templates });
    showSuccess(`Template ${created.name} created.`);
    const params = { uuid: created.uuid };
    await navigate({ to: '/templates/$uuid', params, replace: true, ignoreBlocker: true });
    return created;
  };
  const checkOutcome = async ({ name, offering, portal }: Partial<TemplateBody>) => {
    const query = { name: name ?? '', offering: offering ?? '', portal: portal ?? '' };
    const { items } = await readPage(
      api.GET('/api/openportal-project-template/', { params: { query } }),
    );
    const found = items.find((one) => hasValues(one, query));
    return found ? `The template ${found.name} exists. Open it from the list.` : null;
  };
  return (
    <PageLayout title="New template" subtitle={<PageLink to="/templates">All templates</PageLink>}>
      {mayManage(me) ? (
        <TemplateForm
          template={null}
          isReadOnly={false}
          hasAwards={false}
          onSave={create}
          checkOutcome={checkOutcome}
        />
      ) : (
        <EmptyState title="Only staff can create templates">
          Ask a staff member if you need a new template.
        </EmptyState>
      )}
    </PageLayout>
  );
}
