import type { Person } from '../api/types.ts';

/** The full name of a person, else the user name. */
export const formatPersonName = ({
  full_name,
  username,
}: Pick<Person, 'full_name' | 'username'>): string => full_name || username;
