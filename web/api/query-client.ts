import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** What the service refused it would refuse again; only silence is worth another try. */
function shouldRetry(failures: number, error: unknown): boolean {
  const isSilence = error instanceof ApiError && (error.status === 0 || error.status === 503);
  return isSilence && failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: shouldRetry, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
