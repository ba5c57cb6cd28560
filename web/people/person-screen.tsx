/* The screen of one account. */

import { Button, SimpleGrid } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPassword } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayManage, mayReadEverything } from '../api/permissions.ts';
import { useMe } from '../api/current-user.ts';
import { formatPersonName } from '../parts/person-name.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { AccountDetails } from './account-details.tsx';
import { AccountActions } from './account-actions.tsx';
import { ChangePasswordDialog } from './change-password-dialog.tsx';
import { ApiTokensCard } from './api-tokens-card.tsx';
import { CustomerRolesCard } from './customer-roles-card.tsx';
import { ExternalIdentitiesCard } from './external-identities-card.tsx';
import { LinkingProblem } from './linking-problem.tsx';
import { MailPreferencesCard } from '../mail/mail-preferences-card.tsx';
import { PersonAwardsCard } from './person-awards-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

/** One account: the reader's own or another person's. */
export function PersonScreen() {
  const { uuid } = useParams({ from: '/signed-in/people/$uuid' });
  const { problem } = useSearch({ from: '/signed-in/people/$uuid' });
  const me = useMe();
  const person = useQuery({
    queryKey: [...queryKeys.people, uuid],
    queryFn: () => readBody(api.GET('/api/users/{uuid}/', { params: { path: { uuid } } })),
  });
  const isOwn = uuid === me.uuid;
  const name = person.data && formatPersonName(person.data);
  return (
    <PageLayout
      title={name ?? 'Person'}
      subtitle={
        <>
          {isOwn && 'Your own account. '}
          {mayReadEverything(me) && <PageLink to="/people">All people</PageLink>}
        </>
      }
      actions={
        person.data && (
          <>
            {isOwn && me.has_password && <ChangePasswordButton />}
            {mayManage(me) && <AccountActions person={person.data} isOwn={isOwn} />}
          </>
        )
      }
    >
      <QueryContent query={person}>
        {(data) => (
          <>
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <AccountDetails person={data} isOwn={isOwn} />
              <CustomerRolesCard isOwn={isOwn} person={data} />
            </SimpleGrid>
            {!data.is_service_account && <PersonAwardsCard uuid={data.uuid} />}
            {(isOwn || mayManage(me)) && (
              <>
                {!data.is_service_account && <MailPreferencesCard person={data} isOwn={isOwn} />}
                {!data.is_service_account && <SessionsCard person={data} isOwn={isOwn} />}
                {isOwn && problem !== undefined && <LinkingProblem problem={problem} />}
                {!data.is_service_account && <ExternalIdentitiesCard person={data} isOwn={isOwn} />}
                <ApiTokensCard person={data} isOwn={isOwn} />
              </>
            )}
          </>
        )}
      </QueryContent>
    </PageLayout>
  );
}

function ChangePasswordButton() {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" leftSection={<IconPassword size={16} />} onClick={open}>
        Change password
      </Button>
      <ChangePasswordDialog isOpen={isOpen} onClose={close} />
    </>
  );
}
