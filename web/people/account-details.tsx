/* The fields of an account on its screen. */

import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useMe } from '../api/current-user.ts';
import type { Person } from '../api/types.ts';
import { EditableCard } from '../parts/editable-card.tsx';
import { PropertyList } from '../parts/property-list.tsx';
import { EmailLink } from '../parts/email-link.tsx';
import { pickChangedValues } from '../parts/changed-values.ts';
import { describeSaved } from '../parts/outcome-checks.ts';
import { showSuccess } from '../parts/show-success.ts';
import { SiteTime } from '../parts/time-format.tsx';
import { type AccountValues, PersonForm, type PersonValues } from './person-form.tsx';
import { AccountShortName } from '../short-name/account-short-name.tsx';
import { AccountBadges } from './account-badges.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/** The fields of an account; staff edit them in place. */
export function AccountDetails({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const me = useMe();
  const queries = useQueryClient();
  const save = async (values: PersonValues, close: () => void): Promise<void> => {
    const path = { uuid: person.uuid };
    const body = pickChangedValues(pickAccountValues(values), pickAccountValues(person));
    const saved = await readBody(api.PATCH('/api/users/{uuid}/', { params: { path }, body }));
    queries.setQueryData([...queryKeys.people, person.uuid], saved);
    void queries.invalidateQueries({ queryKey: queryKeys.people });
    if (isOwn) void queries.invalidateQueries({ queryKey: queryKeys.me });
    close();
    showSuccess('Account saved.');
  };
  const checkOutcome = async (values: PersonValues): Promise<string | null> => {
    const path = { uuid: person.uuid };
    const stored = await readBody(api.GET('/api/users/{uuid}/', { params: { path } }));
    return describeSaved(stored, pickAccountValues(values), `${stored.username} is saved.`);
  };
  return (
    <EditableCard
      title="Account"
      renderForm={(close) => (
        <PersonForm
          person={person}
          isOwn={isOwn}
          submitLabel="Save"
          onSave={(values) => save(values, close)}
          checkOutcome={checkOutcome}
          onCancel={close}
        />
      )}
    >
      <PropertyList
        properties={[
          ['User name', person.username],
          ['Full name', person.full_name && <MarkedText key="name" text={person.full_name} />],
          ['E-mail', <EmailLink key="mail" email={person.email} />],
          ...(person.is_service_account
            ? []
            : [
                [
                  'Short name',
                  <AccountShortName key="short name" person={person} isOwn={isOwn} />,
                ] as const,
              ]),
          ['Rights', <AccountRights key="rights" person={person} />],
          ['Since', <SiteTime key="since" time={person.date_joined} />],
          [
            'Last sign-in',
            person.last_sign_in === null ? (
              'Never'
            ) : (
              <SiteTime key="last" time={person.last_sign_in} />
            ),
          ],
          ...(isOwn ? [['Password', describePassword(me.has_password)] as const] : []),
        ]}
      />
    </EditableCard>
  );
}

const pickAccountValues = ({
  username,
  full_name,
  email,
  is_staff,
  is_support,
}: AccountValues): AccountValues => ({ username, full_name, email, is_staff, is_support });

function AccountRights({ person }: { person: Person }) {
  const isPlain =
    !person.is_staff && !person.is_support && person.is_active && !person.is_service_account;
  return isPlain ? 'By roles only' : <AccountBadges person={person} />;
}

const describePassword = (hasPassword: boolean): string =>
  hasPassword ? 'Set' : 'None: you sign in with a provider';
