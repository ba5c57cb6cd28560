import { useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Person } from '../api/types.ts';
import { Confirm } from '../parts/confirm.tsx';
import { notice } from '../parts/notice.ts';
import type { Token } from './tokens-table.tsx';

interface RevokeTokenProps {
  person: Person;
  token: Token;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks, then ends a token. */
export function RevokeToken({ person, token, isOpen, onClose }: RevokeTokenProps) {
  const queries = useQueryClient();
  const revoke = async (): Promise<void> => {
    const path = { uuid: person.uuid, token: token.uuid };
    await bodyOf(api.DELETE('/api/users/{uuid}/tokens/{token}/', { params: { path } }));
    notice(`${token.name} is revoked.`);
    await queries.invalidateQueries({ queryKey: [...keys.people, person.uuid, 'tokens'] });
  };
  return (
    <Confirm
      isOpen={isOpen}
      onClose={onClose}
      title={`Revoke ${token.name}?`}
      action="Revoke token"
      onConfirm={revoke}
    >
      Programs that use this token are refused from now on. It cannot be brought back; make a new
      one instead.
    </Confirm>
  );
}
