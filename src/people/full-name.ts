interface NameFields {
  full_name?: string | undefined;
  first_name?: string | undefined;
  last_name?: string | undefined;
}

/**
 * First and last name as columns; only those that the fields set. A full name counts where neither
 * first nor last name is given; it is split at its first space, so that the parts joined give it back.
 */
export function toNameColumns({ full_name, first_name, last_name }: NameFields): {
  first_name?: string;
  last_name?: string;
} {
  if (full_name !== undefined && first_name === undefined && last_name === undefined) {
    const [first = '', ...rest] = full_name.trim().split(' ');
    return { first_name: first, last_name: rest.join(' ') };
  }
  return {
    ...(first_name !== undefined && { first_name }),
    ...(last_name !== undefined && { last_name }),
  };
}
