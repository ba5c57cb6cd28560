import { Alert, Card, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { MailKind, MailPreferences, Person } from '../api/types.ts';
import { describeSaved } from '../parts/outcome-checks.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { RequestNotice } from '../parts/request-notice.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useRequest } from '../parts/use-request.ts';
import { MailKindSwitches } from './mail-kind-switches.tsx';

type Change = Partial<
  Pick<MailPreferences, 'language' | 'time_zone' | 'waiting_awards'> & {
    switched_off: MailKind['kind'][];
  }
>;

/** Which mails a person gets, in which language and time zone; the person and staff choose. */
export function MailPreferencesCard({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const { uuid } = person;
  const queries = useQueryClient();
  const queryKey = [...queryKeys.people, uuid, 'mail'];
  const read = (): Promise<MailPreferences> =>
    readBody(api.GET('/api/users/{uuid}/mail/', { params: { path: { uuid } } }));
  const preferences = useQuery({ queryKey, queryFn: read });
  const save = async (body: Change): Promise<void> => {
    const saved = await readBody(
      api.PATCH('/api/users/{uuid}/mail/', { params: { path: { uuid } }, body }),
    );
    queries.setQueryData(queryKey, saved);
  };
  return (
    <Card withBorder component="section" aria-labelledby="mail">
      <Title order={2} size="h4" id="mail">
        Mail
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {isOwn ? 'Which mails you get.' : 'Which mails this person gets.'}
      </Text>
      <QueryContent query={preferences} rows={4}>
        {(data) => (
          <Stack>
            <MailObstacles preferences={data} hasOwnEmail={person.email !== ''} />
            <ReadingChoices preferences={data} onSave={save} onRead={read} />
            <MailKindSwitches
              kinds={data.kinds}
              isReadOnly={false}
              onSave={(switched_off) => save({ switched_off })}
              readKinds={async () => (await read()).kinds}
            />
          </Stack>
        )}
      </QueryContent>
    </Card>
  );
}

/** Why no mail comes, whatever is chosen, or where it goes unexpectedly. */
function MailObstacles({
  preferences,
  hasOwnEmail,
}: {
  preferences: MailPreferences;
  hasOwnEmail: boolean;
}) {
  const { email, refused } = preferences;
  if (!preferences.is_mail_on) {
    return <Alert color="gray">This site sends no mail. The choices apply once it does.</Alert>;
  }
  if (email === null) return <Alert color="yellow">This account has no email address.</Alert>;
  if (refused === null) {
    return hasOwnEmail ? null : (
      <Alert color="gray">
        This account has no email of its own. Mails go to {email}, which it has signed in with.
      </Alert>
    );
  }
  return (
    <Alert color="red" title={`Mails to ${email} are refused`}>
      The mail server said: {refused}
    </Alert>
  );
}

const digestOptions = [
  { value: 'at_once', label: 'At once, one mail each' },
  { value: 'hourly', label: 'Every hour, in one mail' },
  { value: 'daily', label: 'Every day at 8:00, in one mail' },
];
const SITE = 'site';

interface ReadingChoicesProps {
  preferences: MailPreferences;
  onSave: (change: Change) => Promise<void>;
  onRead: () => Promise<MailPreferences>;
}

function ReadingChoices({ preferences, onSave, onRead }: ReadingChoicesProps) {
  const request = useRequest({
    send: async (change: Change) => {
      await onSave(change);
      showSuccess('The choice of mails is saved.');
    },
    checkOutcome: async (change) =>
      describeSaved(await onRead(), change, 'The choice of mails is saved.'),
  });
  const { language, languages, time_zone, waiting_awards } = preferences;
  const common = { allowDeselect: false, disabled: request.isBusy, flex: '1 1 200px' };
  return (
    <>
      <Group align="flex-end" gap="sm">
        <Select
          {...common}
          label="Awards that wait"
          data={digestOptions}
          value={waiting_awards}
          onChange={(value) =>
            void request.run({ waiting_awards: value as MailPreferences['waiting_awards'] })
          }
        />
        <Select
          {...common}
          label="Language of mails"
          data={[
            { value: SITE, label: 'As the site has it' },
            ...languages.map(({ tag, name }) => ({ value: tag, label: name })),
          ]}
          value={language ?? SITE}
          onChange={(value) => void request.run({ language: value === SITE ? null : value })}
        />
        <Select
          {...common}
          label="Time zone of mails"
          searchable
          data={[
            { value: SITE, label: 'As the site has it' },
            ...listTimeZones(time_zone).map((zone) => ({ value: zone, label: zone })),
          ]}
          value={time_zone ?? SITE}
          onChange={(value) => void request.run({ time_zone: value === SITE ? null : value })}
        />
      </Group>
      <RequestNotice isSending={request.isSending} failure={request.failure} />
    </>
  );
}

/** The zones that this browser knows, and the one that is chosen. */
function listTimeZones(chosen: string | null): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return chosen === null || known.includes(chosen) ? known : [chosen, ...known];
}
