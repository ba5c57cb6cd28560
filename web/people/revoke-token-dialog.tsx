import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Person } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { showSuccess } from '../parts/show-success.ts';
import type { ApiToken } from './api-tokens-table.tsx';

interface RevokeTokenDialogProps {
  person: Person;
  token: ApiToken;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks, then ends a token. */
export function RevokeTokenDialog({ person, token, isOpen, onClose }: RevokeTokenDialogProps) {
  const queries = useQueryClient();
  const revoke = async (): Promise<void> => {
    const path = { uuid: person.uuid, token: token.uuid };
    await readBody(api.DELETE('/api/users/{uuid}/tokens/{token}/', { params: { path } }));
    showSuccess(`${token.name} is revoked.`);
    await queries.invalidateQueries({ queryKey: [...queryKeys.people, person.uuid, 'tokens'] });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Revoke ${token.name}?`}
      confirmLabel="Revoke token"
      onConfirm={revoke}
    >
      Programs that use this token are refused from now on. It cannot be brought back; make a new
      one instead.
    </ConfirmDialog>
  );
}
