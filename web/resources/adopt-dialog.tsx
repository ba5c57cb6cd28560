/* The dialog that links a project or account of a resource to a project or person here. */

import { Stack, Text } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Resource } from '../api/types.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { PersonSelect } from '../parts/person-select.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useApiForm } from '../parts/use-api-form.ts';
import { shortNameQuery } from '../short-name/short-name-query.ts';
import { UnnamedProjectSelect } from './unnamed-project-select.tsx';

/** A project, or the account of a person, by the short name that the machine knows. */
export interface Adoption {
  kind: 'project' | 'person';
  name: string;
}

interface AdoptDialogProps {
  resource: Pick<Resource, 'uuid' | 'name'>;
  adoption: Adoption;
  onClose: () => void;
}

/** The short name of a project or person here; null without one. Throws ApiError. */
async function readShortName(kind: Adoption['kind'], uuid: string): Promise<string | null> {
  if (kind === 'person') return shortNameQuery(uuid).queryFn();
  return (await readBody(api.GET('/api/projects/{uuid}/', { params: { path: { uuid } } })))
    .short_name;
}

/** Asks which project or person here it is, then gives that one the name of the machine. */
export function AdoptDialog({ resource, adoption, onClose }: AdoptDialogProps) {
  const { kind, name } = adoption;
  const queries = useQueryClient();
  const { form, formProps, ...sending } = useApiForm({
    initialValues: { uuid: '' },
    validate: { uuid: isNotEmpty(`Choose a ${kind} from the list.`) },
    onSend: async ({ uuid }) => {
      const body =
        kind === 'project'
          ? { projects: [{ name, project: uuid }] }
          : { people: [{ short_name: name, user: uuid }] };
      const params = { path: { uuid: resource.uuid } };
      await readBody(api.POST('/api/openportal-resources/{uuid}/adopt/', { params, body }));
      for (const key of ['resources', 'machines', 'projects', 'people'] as const) {
        void queries.invalidateQueries({ queryKey: queryKeys[key] });
      }
      showSuccess(`${name} is adopted.`);
      onClose();
    },
    checkOutcome: async ({ uuid }) =>
      (await readShortName(kind, uuid)) === name ? `${name} is adopted.` : null,
  });
  const selectProps = {
    error: form.errors.uuid === undefined ? undefined : String(form.errors.uuid),
    onChoose: (chosen: { uuid: string } | null) => form.setFieldValue('uuid', chosen?.uuid ?? ''),
  };
  return (
    <FormDialog opened onClose={onClose} title={`Adopt ${name} of ${resource.name}`}>
      <form {...formProps} aria-label="Adopt">
        <Stack>
          <Text size="sm">
            The {kind} here gets the short name {name}, for ever. Only a {kind} without a short name
            can be chosen. Nothing is sent to the machine.
          </Text>
          {kind === 'project' ? (
            <UnnamedProjectSelect {...selectProps} />
          ) : (
            <PersonSelect {...selectProps} />
          )}
          <FormFooter submitLabel="Adopt" {...sending} onCancel={onClose} />
        </Stack>
      </form>
    </FormDialog>
  );
}
