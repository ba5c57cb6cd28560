import { api, readBody, readPage } from '../api/api-client.ts';
import type { Delivery } from '../api/types.ts';
import { describeDelivery } from './job-labels.ts';
import type { DialogAction } from '../parts/action-dialog.tsx';

/** The action that tries a delivery again. */
export function retryDelivery(delivery: Delivery): DialogAction {
  return {
    title: `Retry “${describeDelivery(delivery)}”?`,
    label: 'Retry',
    color: 'blue',
    explanation: 'It is tried at once, and again for two days while its receiver refuses it.',
    run: async () => {
      await readBody(api.POST('/api/deliveries/{id}/retry/', toRequest(delivery)));
      return 'It will be tried again within seconds.';
    },
    checkOutcome: async () => {
      const { state, next_attempt, failed_attempts } = await readDelivery(delivery);
      const isUnchanged =
        state === delivery.state &&
        next_attempt === delivery.next_attempt &&
        failed_attempts === delivery.failed_attempts;
      return isUnchanged ? null : 'It was tried again, or will be within seconds.';
    },
  };
}

/** The action after which a delivery is never sent. */
export function giveUpDelivery(delivery: Delivery): DialogAction {
  const name = describeDelivery(delivery);
  return {
    title: `Give up “${name}”?`,
    label: 'Give up',
    color: 'red',
    explanation:
      'It is never sent. Awarding portals still learn the state of an award when they ask for it.',
    run: async () => {
      await readBody(api.POST('/api/deliveries/{id}/give_up/', toRequest(delivery)));
      return `“${name}” is given up.`;
    },
    checkOutcome: async () =>
      (await readDelivery(delivery)).state === 'given_up' ? `“${name}” is given up.` : null,
  };
}

/** The delivery as it is stored now; there is no other way to one than the list. Throws ApiError. */
async function readDelivery({ id, identifier, created }: Delivery): Promise<Delivery> {
  const query = {
    ...(identifier !== '' && { identifier }),
    created_after: created,
    created_before: created,
    page_size: 300,
  };
  const { items } = await readPage(api.GET('/api/deliveries/', { params: { query } }));
  const found = items.find((one) => one.id === id);
  if (found === undefined) throw new Error('The delivery is no longer in the list.');
  return found;
}

const toRequest = ({ id }: Delivery) => ({ params: { path: { id: String(id) } } });
