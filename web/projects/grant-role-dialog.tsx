import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type ProjectRole, projectRoles } from '../../src/award/enums.ts';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Person, Project } from '../api/types.ts';
import { PersonSelect } from '../parts/person-select.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useSingleFlight } from '../parts/use-single-flight.ts';
import { FormError, getFieldError } from '../parts/form-error.tsx';
import { parseProjectRole, projectRoleLabels } from './project-roles.ts';

interface GrantRoleDialogProps {
  project: Project;
  isOpen: boolean;
  onClose: () => void;
}

/** Finds somebody and makes them a member of a project, or gives a member another role. */
export function GrantRoleDialog({ project, isOpen, onClose }: GrantRoleDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Give a role in ${project.name}`}>
      <GrantRoleForm project={project} onDone={onClose} />
    </Modal>
  );
}

function GrantRoleForm({ project, onDone }: { project: Project; onDone: () => void }) {
  const queries = useQueryClient();
  const [person, setPerson] = useState<Person | null>(null);
  const [isMissed, setMissed] = useState(false);
  const [role, setRole] = useState<ProjectRole>('PROJECT.MEMBER');
  const giving = useMutation({
    mutationFn: useSingleFlight(async ({ uuid, full_name, username }: Person) => {
      const path = { uuid: project.uuid };
      const body = { user: uuid, role };
      await readBody(api.POST('/api/projects/{uuid}/add_user/', { params: { path }, body }));
      showSuccess(`${full_name || username} is ${projectRoleLabels[role].toLowerCase()} now.`);
      await queries.invalidateQueries({ queryKey: queryKeys.projects });
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
        <PersonSelect
          onChoose={setPerson}
          error={
            isMissed && person === null
              ? 'Choose somebody from the list.'
              : getFieldError(giving.error, 'user')
          }
        />
        <Radio.Group
          label="Role"
          value={role}
          onChange={(value) => setRole(parseProjectRole(value) ?? 'PROJECT.MEMBER')}
        >
          <Group gap="md" mt="xs">
            {projectRoles.map((one) => (
              <Radio key={one} value={one} label={projectRoleLabels[one]} />
            ))}
          </Group>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          A member has one role; another one replaces it. Members see the award of the project.
        </Text>
        <FormError error={giving.error} fields={['user']} />
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
