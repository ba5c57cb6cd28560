import { SimpleGrid } from '@mantine/core';
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
import { Roles } from './roles.tsx';
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
        mayManage(me) && person.data && <AccountActions person={person.data} isOwn={isOwn} />
      }
    >
      <Shown query={person}>
        {(data) => (
          <>
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <About person={data} isOwn={isOwn} />
              <Roles isOwn={isOwn} />
            </SimpleGrid>
            {(isOwn || mayManage(me)) && <Tokens person={data} isOwn={isOwn} />}
          </>
        )}
      </Shown>
    </Page>
  );
}
