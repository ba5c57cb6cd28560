import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** Retries only a lost connection or 503: a request that was refused would be refused again. */
function shouldRetry(failures: number, error: unknown): boolean {
  const isUnavailable = error instanceof ApiError && (error.status === 0 || error.status === 503);
  return isUnavailable && failures < 2;
}

/** The cache of replies that all screens share. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: shouldRetry, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
