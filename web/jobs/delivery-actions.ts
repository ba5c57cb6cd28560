import { api, readBody } from '../api/api-client.ts';
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
  };
}

const toRequest = ({ id }: Delivery) => ({ params: { path: { id: String(id) } } });
