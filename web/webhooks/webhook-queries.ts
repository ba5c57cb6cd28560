import { queryOptions } from '@tanstack/react-query';
import { api, readBody, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';

/** The largest page of the API; a customer has at most 20 webhooks. */
const maxWebhooks = 300;

/** The webhooks that the reader may change, by name. */
export const webhooksQuery = queryOptions({
  queryKey: [...queryKeys.webhooks, 'list'],
  queryFn: () =>
    readPage(
      api.GET('/api/webhooks/', { params: { query: { o: 'name', page_size: maxWebhooks } } }),
    ),
});

export const webhookQuery = (uuid: string) =>
  queryOptions({
    queryKey: [...queryKeys.webhooks, uuid],
    queryFn: () => readBody(api.GET('/api/webhooks/{uuid}/', { params: { path: { uuid } } })),
  });

/** The catalogue of events; it changes with the version of the service only. */
export const eventTypesQuery = queryOptions({
  queryKey: queryKeys.webhookEventTypes,
  queryFn: () => readBody(api.GET('/api/webhook-event-types/')),
  staleTime: Number.POSITIVE_INFINITY,
});
