import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { mayManage } from '../api/may.ts';
import { useMe } from '../app/session.tsx';
import { Shown } from '../parts/feedback.tsx';
import { Page } from '../parts/page.tsx';
import { About, useHeldAwards } from './about.tsx';
import { DeleteTemplate } from './delete-template.tsx';
import { TemplateForm } from './form.tsx';
import { NewTemplate } from './new-template.tsx';
import { useSave } from './use-save.ts';

/** One template, or the form for a new one. */
export function TemplateScreen() {
  const { uuid } = useParams({ from: '/signed-in/templates/$uuid' });
  return uuid === 'new' ? <NewTemplate /> : <StoredTemplate key={uuid} uuid={uuid} />;
}

function StoredTemplate({ uuid }: { uuid: string }) {
  const me = useMe();
  const [isDeleting, deleting] = useDisclosure();
  const held = useHeldAwards(uuid);
  const save = useSave(uuid);
  const template = useQuery({
    queryKey: [...keys.templates, uuid],
    queryFn: () =>
      bodyOf(api.GET('/api/openportal-project-template/{uuid}/', { params: { path: { uuid } } })),
  });
  return (
    <Page
      title={template.data?.name ?? 'Template'}
      about={<About template={template.data} />}
      actions={
        mayManage(me) &&
        template.data !== undefined && (
          <Button
            variant="light"
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={deleting.open}
          >
            Delete
          </Button>
        )
      }
    >
      <Shown query={template} rows={10}>
        {(data) => (
          <>
            <TemplateForm
              template={data}
              isReadOnly={!mayManage(me)}
              isHeld={(held.data ?? 0) > 0}
              onSave={save}
            />
            <DeleteTemplate template={data} isOpen={isDeleting} onClose={deleting.close} />
          </>
        )}
      </Shown>
    </Page>
  );
}
