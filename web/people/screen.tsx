import { Button, SimpleGrid } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPassword } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { mayManage, readsEverything } from '../api/may.ts';
import { useMe } from '../app/session.tsx';
import { Shown } from '../parts/feedback.tsx';
import { PageLink } from '../parts/link.tsx';
import { Page } from '../parts/page.tsx';
import { About } from './about.tsx';
import { AccountActions } from './account-actions.tsx';
import { ChangePassword } from './change-password.tsx';
import { Identities } from './identities.tsx';
import { Roles } from './roles.tsx';
import { Sessions } from './sessions.tsx';
import { Tokens } from './tokens.tsx';

/** One account: somebody's, or one's own. */
export function PersonScreen() {
  const { uuid } = useParams({ from: '/signed-in/people/$uuid' });
  const me = useMe();
  const person = useQuery({
    queryKey: [...keys.people, uuid],
    queryFn: () => bodyOf(api.GET('/api/users/{uuid}/', { params: { path: { uuid } } })),
  });
  const isOwn = uuid === me.uuid;
  const name = person.data && (person.data.full_name || person.data.username);
  return (
    <Page
      title={name ?? 'Person'}
      about={
        <>
          {isOwn && 'Your own account. '}
          {readsEverything(me) && <PageLink to="/people">All people</PageLink>}
        </>
      }
      actions={
        person.data && (
          <>
            {isOwn && me.has_password && <OwnPassword />}
            {mayManage(me) && <AccountActions person={person.data} isOwn={isOwn} />}
          </>
        )
      }
    >
      <Shown query={person}>
        {(data) => (
          <>
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <About person={data} isOwn={isOwn} />
              <Roles isOwn={isOwn} />
            </SimpleGrid>
            {(isOwn || mayManage(me)) && (
              <>
                {!data.is_service_account && <Sessions person={data} isOwn={isOwn} />}
                {!data.is_service_account && <Identities person={data} isOwn={isOwn} />}
                <Tokens person={data} isOwn={isOwn} />
              </>
            )}
          </>
        )}
      </Shown>
    </Page>
  );
}

function OwnPassword() {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" leftSection={<IconPassword size={16} />} onClick={open}>
        Change password
      </Button>
      <ChangePassword isOpen={isOpen} onClose={close} />
    </>
  );
}
