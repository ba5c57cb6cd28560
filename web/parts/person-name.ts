import type { Person } from '../api/types.ts';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';

/** The full name of a person, else the user name. */
export const formatPersonName = ({
  full_name,
  username,
}: Pick<Person, 'full_name' | 'username'>): string => showHiddenCharacters(full_name || username);
