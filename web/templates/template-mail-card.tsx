import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { MailKind } from '../api/types.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { FormSection } from './form-section.tsx';
import { MailKindSwitches } from '../mail/mail-kind-switches.tsx';

/** Which mails about awards of a template and their projects are sent; staff choose. */
export function TemplateMailCard({ uuid }: { uuid: string }) {
  const me = useMe();
  const queries = useQueryClient();
  const queryKey = [...queryKeys.templates, uuid, 'mail'];
  const path = { path: { uuid } };
  const read = () =>
    readBody(api.GET('/api/openportal-project-template/{uuid}/mail/', { params: path }));
  const switches = useQuery({ queryKey, queryFn: read });
  const save = async (switched_off: MailKind['kind'][]): Promise<void> => {
    const saved = await readBody(
      api.PUT('/api/openportal-project-template/{uuid}/mail/', {
        params: path,
        body: { switched_off },
      }),
    );
    queries.setQueryData(queryKey, saved);
  };
  return (
    <FormSection
      title="Mail"
      description="Which mails about awards of this template and their projects are sent."
    >
      <QueryContent query={switches} rows={2}>
        {({ kinds }) => (
          <MailKindSwitches
            kinds={kinds}
            isReadOnly={!mayManage(me)}
            onSave={save}
            readKinds={async () => (await read()).kinds}
          />
        )}
      </QueryContent>
    </FormSection>
  );
}
