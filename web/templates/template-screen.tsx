/* The screen of one template. */

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayChangeTemplate } from '../api/permissions.ts';
import { useMe } from '../api/current-user.ts';
import { describeSaved } from '../parts/outcome-checks.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { TemplateSubtitle, useTemplateAwardCount } from './template-subtitle.tsx';
import { DeleteTemplateDialog } from './delete-template-dialog.tsx';
import { TemplateForm } from './template-form.tsx';
import { NewTemplatePage } from './new-template-page.tsx';
import { TemplateMailCard } from './template-mail-card.tsx';
import { ReviewersCard } from './reviewers-card.tsx';
import { TemplateResourcesCard } from './template-resources-card.tsx';
import { TemplateUsageCard } from './template-usage-card.tsx';
import { useSaveTemplate } from './use-save-template.ts';

/** One template, or the form of a new one. */
export function TemplateScreen() {
  const { uuid } = useParams({ from: '/signed-in/templates/$uuid' });
  return uuid === 'new' ? <NewTemplatePage /> : <ExistingTemplate key={uuid} uuid={uuid} />;
}

function ExistingTemplate({ uuid }: { uuid: string }) {
  const me = useMe();
  const [isDeleting, deleting] = useDisclosure();
  const awardCount = useTemplateAwardCount(uuid);
  const save = useSaveTemplate(uuid);
  const template = useQuery({
    queryKey: [...queryKeys.templates, uuid],
    queryFn: () =>
      readBody(api.GET('/api/openportal-project-template/{uuid}/', { params: { path: { uuid } } })),
  });
  return (
    <PageLayout
      title={template.data?.name ?? 'Template'}
      subtitle={<TemplateSubtitle template={template.data} />}
      actions={
        template.data !== undefined &&
        mayChangeTemplate(me, template.data) && (
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
      <QueryContent query={template} rows={10}>
        {(data) => (
          <>
            <TemplateForm
              template={data}
              isReadOnly={!mayChangeTemplate(me, data)}
              hasAwards={(awardCount.data ?? 0) > 0}
              onSave={save}
              checkOutcome={async (change) => {
                const { data: stored } = await template.refetch({ throwOnError: true });
                return describeSaved(stored ?? {}, change, `Template ${data.name} is saved.`);
              }}
            />
            <ReviewersCard uuid={data.uuid} />
            <TemplateResourcesCard uuid={data.uuid} />
            <TemplateUsageCard uuid={data.uuid} />
            <TemplateMailCard uuid={data.uuid} />
            <DeleteTemplateDialog template={data} isOpen={isDeleting} onClose={deleting.close} />
          </>
        )}
      </QueryContent>
    </PageLayout>
  );
}
