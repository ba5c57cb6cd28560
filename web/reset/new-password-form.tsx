import { Anchor, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import { Link, useNavigate } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import type { Person } from '../api/types.ts';
import { passwordHint } from '../parts/password-hint.ts';
import { formatPersonName } from '../parts/person-name.ts';
import { RequestNotice } from '../parts/request-notice.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useApiForm } from '../parts/use-api-form.ts';
import { isBeingChecked, maySendAgain } from '../parts/use-request.ts';
import { isLinkError, readLinkOwner } from './read-link-owner.ts';

interface NewPasswordFormProps {
  /** Whose password the link sets. */
  owner: Pick<Person, 'username' | 'full_name'>;
  linkKey: string;
}

/** The link may also have expired, or have been replaced, before the request arrived. */
const deadLinkAdvice =
  'This link no longer works, so the password is probably set. Try to sign in with it; if that is refused, ask for a new link.';

/** Sets the password with the key of a reset link, then opens the sign-in page. */
export function NewPasswordForm({ owner, linkKey }: NewPasswordFormProps) {
  const navigate = useNavigate();
  const { form, formProps, isSending, failure } = useApiForm({
    initialValues: { new_password: '' },
    validate: { new_password: isNotEmpty('A new password is required.') },
    onSend: async ({ new_password }) => {
      await readBody(api.POST('/api/reset/', { body: { key: linkKey, new_password } }));
      showSuccess('Your password is set. Sign in with it.');
      await navigate({ to: '/sign-in', replace: true });
    },
    checkOutcome: async () => {
      try {
        await readLinkOwner(linkKey);
        return null;
      } catch (error) {
        if (isLinkError(error)) return { advice: deadLinkAdvice, isFinal: true };
        throw error;
      }
    },
  });
  return (
    <form {...formProps}>
      <Stack>
        <Text size="sm">
          For {formatPersonName(owner)} (user name {owner.username}). All your sessions will end.
        </Text>
        {/* Tells a password manager which account the password is for. */}
        <input type="hidden" autoComplete="username" value={owner.username} readOnly />
        <PasswordInput
          label="New password"
          description={passwordHint}
          autoComplete="new-password"
          required
          data-autofocus
          {...form.getInputProps('new_password')}
        />
        <RequestNotice isSending={isSending} failure={failure} title="Not saved" />
        {maySendAgain(failure) ? (
          <Button type="submit" loading={isSending || isBeingChecked(failure)}>
            Set password
          </Button>
        ) : (
          <Anchor component={Link} to="/sign-in">
            Go to sign-in
          </Anchor>
        )}
      </Stack>
    </form>
  );
}
