import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { mayManage } from '../api/may.ts';
import type { Template } from '../api/types.ts';
import { useMe } from '../app/session.tsx';
import { Empty } from '../parts/feedback.tsx';
import { PageLink } from '../parts/link.tsx';
import { notice } from '../parts/notice.ts';
import { Page } from '../parts/page.tsx';
import { type TemplateBody, TemplateForm } from './form.tsx';

/** Makes a template, then shows it. */
export function NewTemplate() {
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async (change: Partial<TemplateBody>): Promise<Template> => {
    const body = change as TemplateBody;
    const made = await bodyOf(api.POST('/api/openportal-project-template/', { body }));
    queries.setQueryData([...keys.templates, made.uuid], made);
    void queries.invalidateQueries({ queryKey: keys.templates });
    notice(`${made.name} is there.`);
    const params = { uuid: made.uuid };
    await navigate({ to: '/templates/$uuid', params, replace: true, ignoreBlocker: true });
    return made;
  };
  return (
    <Page title="New template" about={<PageLink to="/templates">All templates</PageLink>}>
      {mayManage(me) ? (
        <TemplateForm template={null} isReadOnly={false} isHeld={false} onSave={create} />
      ) : (
        <Empty title="Only staff make templates">Ask them where one is missing.</Empty>
      )}
    </Page>
  );
}
