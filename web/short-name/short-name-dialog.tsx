import { Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useApiForm } from '../parts/use-api-form.ts';
import { shortNameQuery } from './short-name-query.ts';
import { checkShortName, shortNameRules } from './short-name-rules.ts';

interface ShortNameDialogProps {
  /** Whose short name it is. */
  user: { uuid: string; isOwn: boolean };
  /** What the field starts with. */
  initialName: string;
  isOpen: boolean;
  onClose: () => void;
}

/** Chooses one's own short name, once; staff set and change those of others. */
export function ShortNameDialog(props: ShortNameDialogProps) {
  const { user, isOpen, onClose } = props;
  const title = user.isOwn ? 'Choose your short name' : 'Set the short name';
  return (
    <FormDialog opened={isOpen} onClose={onClose} title={title}>
      <ShortNameForm {...props} />
    </FormDialog>
  );
}

function ShortNameForm({ user, initialName, onClose }: ShortNameDialogProps) {
  const queries = useQueryClient();
  const { form, formProps, ...sending } = useApiForm({
    initialValues: { shortname: initialName },
    validate: { shortname: (text) => checkShortName(text.trim()) },
    onSend: async ({ shortname: typed }) => {
      const shortname = typed.trim();
      await readBody(
        api.PUT('/api/openportal-userinfo/{user}/set_shortname/', {
          params: { path: { user: user.uuid } },
          body: { shortname },
        }),
      );
      showSuccess(`The short name is ${shortname}.`);
      await queries.invalidateQueries({ queryKey: queryKeys.shortName });
      onClose();
    },
    checkOutcome: async ({ shortname }) => {
      const stored = await shortNameQuery(user.uuid).queryFn();
      return stored === shortname.trim() ? `The short name is ${stored}.` : null;
    },
  });
  return (
    <form {...formProps}>
      <Stack>
        <Text size="sm">
          {user.isOwn
            ? 'Your user names on the machines begin with it. It is yours for ever: choose it with care, since only staff can change it afterwards.'
            : 'User names on the machines begin with it. The earlier name stays taken.'}
        </Text>
        <TextInput
          label="Short name"
          description={shortNameRules}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
          required
          data-autofocus
          {...form.getInputProps('shortname')}
        />
        <FormFooter
          submitLabel={user.isOwn ? 'Choose this name' : 'Set short name'}
          {...sending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
