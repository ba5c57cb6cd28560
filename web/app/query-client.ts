import { QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem.ts';

/** What the service refused it would refuse again; only silence is worth another try. */
function isWorthAnotherTry(failures: number, error: unknown): boolean {
  const isSilence = error instanceof Problem && (error.status === 0 || error.status === 503);
  return isSilence && failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: isWorthAnotherTry, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
