import { type QueryKey, useQueryClient } from '@tanstack/react-query';

/** Returns a function that makes the pages fetch everything under `keys` again, and waits for it. */
export function useInvalidateQueries(keys: readonly QueryKey[]): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}
