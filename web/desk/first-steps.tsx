import { List, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck, IconCircleDashed } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, readCount, readPage } from '../api/api-client.ts';
import { queryClient } from '../api/query-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { reviewersQuery } from '../api/reviewers.ts';
import { useNotificationState } from '../api/site.ts';
import { PageLink } from '../parts/page-link.tsx';

/** Templates whose reviewers are read; a site without any award has few. */
const maxTemplates = 20;

/** Whether somebody who is not staff may review. */
async function hasReviewer(): Promise<boolean> {
  const query = { page_size: maxTemplates };
  const { items } = await readPage(
    api.GET('/api/openportal-project-template/', { params: { query } }),
  );
  for (const { uuid } of items) {
    const reviewers = await queryClient.fetchQuery(reviewersQuery(uuid));
    if (reviewers.some(({ is_staff }) => !is_staff)) return true;
  }
  return false;
}

/** What staff do first where no award has arrived yet; each step is ticked when it is done. */
export function FirstSteps() {
  const templates = useQuery({
    queryKey: [...queryKeys.templates, 'count'],
    queryFn: () => readCount(api.HEAD('/api/openportal-project-template/')),
  });
  const reviewer = useQuery({
    queryKey: [...queryKeys.templates, 'has reviewer'],
    queryFn: hasReviewer,
  });
  const notifications = useNotificationState();
  if (!templates.isSuccess || !reviewer.isSuccess || notifications === undefined) return null;
  return (
    <Stack gap="sm" maw={560} mx="auto" component="section" aria-labelledby="first-steps">
      <Title order={3} id="first-steps">
        First steps
      </Title>
      <List spacing="sm" listStyleType="none" p={0}>
        <Step isDone={templates.data > 0} title="Make a template">
          It names an offering and an awarding portal, and says what is approved automatically.{' '}
          <PageLink to="/templates/$uuid" params={{ uuid: 'new' }} inherit underline="always">
            New template
          </PageLink>
        </Step>
        <Step isDone={notifications !== 'no_bridge'} title="Connect the bridge">
          Awards arrive and awarding portals are notified through it.{' '}
          <PageLink to="/bridge" inherit underline="always">
            How to connect it
          </PageLink>
        </Step>
        <Step isDone={reviewer.data} title="Invite a reviewer">
          An owner of the template’s customer who is also an owner or manager of its provider.{' '}
          <PageLink to="/people" inherit underline="always">
            People
          </PageLink>
        </Step>
      </List>
    </Stack>
  );
}

interface StepProps {
  isDone: boolean;
  title: string;
  children: ReactNode;
}

function Step({ isDone, title, children }: StepProps) {
  return (
    <List.Item
      icon={
        <ThemeIcon size={24} radius="xl" variant="light" color={isDone ? 'green' : 'gray'}>
          {isDone ? <IconCheck size={16} /> : <IconCircleDashed size={16} />}
        </ThemeIcon>
      }
    >
      <Text size="sm" fw={600}>
        {title}
        {isDone && ' – done'}
      </Text>
      <Text size="sm">{children}</Text>
    </List.Item>
  );
}
