/* The dialog that revokes an API token. */

import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Person } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { showSuccess } from '../parts/show-success.ts';
import type { ApiToken } from './api-token.ts';

interface RevokeTokenDialogProps {
  person: Person;
  token: ApiToken;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks for confirmation, then revokes a token. */
export function RevokeTokenDialog({ person, token, isOpen, onClose }: RevokeTokenDialogProps) {
  const queries = useQueryClient();
  const revoke = async (): Promise<void> => {
    const path = { uuid: person.uuid, token: token.uuid };
    await readBody(api.DELETE('/api/users/{uuid}/tokens/{token}/', { params: { path } }));
    showSuccess(`Token ${token.name} revoked.`);
    await queries.invalidateQueries({ queryKey: [...queryKeys.people, person.uuid, 'tokens'] });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Revoke ${token.name}?`}
      confirmLabel="Revoke token"
      onConfirm={revoke}
      checkOutcome={async () => {
        const params = { path: { uuid: person.uuid } };
        const tokens = await readBody(api.GET('/api/users/{uuid}/tokens/', { params }));
        const isThere = tokens.some(({ uuid }) => uuid === token.uuid);
        return isThere ? null : `The token ${token.name} is revoked.`;
      }}
    >
      Programs that use this token can no longer reach the API. This cannot be undone; create a new
      token instead.
    </ConfirmDialog>
  );
}
