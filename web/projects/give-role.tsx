import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type ProjectRole, projectRoles } from '../../src/award/vocabulary.ts';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Person, Project } from '../api/types.ts';
import { FindPerson } from '../parts/find-person.tsx';
import { notice } from '../parts/notice.ts';
import { useOnce } from '../parts/once.ts';
import { Refusal, saidOf } from '../parts/refusal.tsx';
import { projectRole, roleWords } from './roles.ts';

interface GiveRoleProps {
  project: Project;
  isOpen: boolean;
  onClose: () => void;
}

/** Finds somebody and makes them a member of a project, or gives a member another role. */
export function GiveRole({ project, isOpen, onClose }: GiveRoleProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Give a role in ${project.name}`}>
      <Form project={project} onDone={onClose} />
    </Modal>
  );
}

function Form({ project, onDone }: { project: Project; onDone: () => void }) {
  const queries = useQueryClient();
  const [person, setPerson] = useState<Person | null>(null);
  const [isMissed, setMissed] = useState(false);
  const [role, setRole] = useState<ProjectRole>('PROJECT.MEMBER');
  const giving = useMutation({
    mutationFn: useOnce(async ({ uuid, full_name, username }: Person) => {
      const path = { uuid: project.uuid };
      const body = { user: uuid, role };
      await bodyOf(api.POST('/api/projects/{uuid}/add_user/', { params: { path }, body }));
      notice(`${full_name || username} is ${roleWords[role].toLowerCase()} now.`);
      await queries.invalidateQueries({ queryKey: keys.projects });
      onDone();
    }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissed(person === null);
    if (person !== null) giving.mutate(person);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <FindPerson
          onChoose={setPerson}
          error={
            isMissed && person === null
              ? 'Choose somebody from the list.'
              : saidOf(giving.error, 'user')
          }
        />
        <Radio.Group
          label="Role"
          value={role}
          onChange={(value) => setRole(projectRole(value) ?? 'PROJECT.MEMBER')}
        >
          <Group gap="md" mt="xs">
            {projectRoles.map((one) => (
              <Radio key={one} value={one} label={roleWords[one]} />
            ))}
          </Group>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          A member has one role; another one replaces it. Members see the award of the project.
        </Text>
        <Refusal error={giving.error} fields={['user']} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={giving.isPending}>
            Give the role
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
