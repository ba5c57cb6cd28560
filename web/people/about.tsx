import { Button, Card, Group, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { mayManage } from '../api/may.ts';
import type { Person } from '../api/types.ts';
import { useMe } from '../app/session.tsx';
import { Facts } from '../parts/facts.tsx';
import { Mail } from '../parts/mail.tsx';
import { notice } from '../parts/notice.ts';
import { formatMoment } from '../parts/time.tsx';
import { PersonForm, type PersonValues } from './form.tsx';
import { Marks } from './marks.tsx';

/** What an account says; staff change it in place. */
export function About({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const me = useMe();
  const queries = useQueryClient();
  const [isEditing, editing] = useDisclosure();
  const save = async (body: PersonValues): Promise<void> => {
    const path = { uuid: person.uuid };
    const saved = await bodyOf(api.PATCH('/api/users/{uuid}/', { params: { path }, body }));
    queries.setQueryData([...keys.people, person.uuid], saved);
    void queries.invalidateQueries({ queryKey: keys.people });
    if (isOwn) void queries.invalidateQueries({ queryKey: keys.me });
    editing.close();
    notice('Saved.');
  };
  return (
    <Card withBorder component="section" aria-labelledby="about">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="about">
          Account
        </Title>
        {mayManage(me) && !isEditing && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPencil size={14} />}
            onClick={editing.open}
          >
            Edit
          </Button>
        )}
      </Group>
      {isEditing ? (
        <PersonForm
          person={person}
          isOwn={isOwn}
          action="Save"
          onSave={save}
          onCancel={editing.close}
        />
      ) : (
        <Facts
          facts={[
            ['User name', person.username],
            ['Full name', person.full_name],
            ['E-mail', <Mail key="mail" address={person.email} />],
            ['Rights', <Rights key="rights" person={person} />],
            ['Since', formatMoment(person.date_joined)],
            ...(isOwn ? [['Password', passwordWords(me.has_password)] as const] : []),
          ]}
        />
      )}
    </Card>
  );
}

function Rights({ person }: { person: Person }) {
  const isPlain =
    !person.is_staff && !person.is_support && person.is_active && !person.is_service_account;
  return isPlain ? 'Those of the roles' : <Marks person={person} />;
}

const passwordWords = (hasPassword: boolean): string =>
  hasPassword ? 'Set' : 'None: you sign in elsewhere';
