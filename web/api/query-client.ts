import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** Retries only a lost connection or 503: a request that was refused would be refused again. */
export function shouldRetry(failures: number, error: unknown): boolean {
  if (!navigator.onLine) return false;
  const isUnavailable = error instanceof ApiError && (error.status === 0 || error.status === 503);
  return isUnavailable && failures < 2;
}

/**
 * The cache of replies that all screens share. Nothing waits for the network: offline a request
 * fails at once, and what is shown is read again when the network is back.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: shouldRetry,
      refetchOnWindowFocus: true,
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
