import { api, readBody } from '../api/api-client.ts';
import type { AdminAuditEntry, Delivery } from '../api/types.ts';
import { describeDelivery } from './job-labels.ts';
import { createAuditedRequest } from '../parts/audited-request.ts';
import type { DialogAction } from '../parts/action-dialog.tsx';

/** The action that tries a delivery again. */
export function retryDelivery(delivery: Delivery): DialogAction {
  return {
    title: `Retry “${describeDelivery(delivery)}”?`,
    label: 'Retry',
    color: 'blue',
    explanation: 'It is tried at once, and again for two days while its receiver refuses it.',
    ...createAuditedRequest({
      filter: { action: 'delivery.retried' },
      isAbout: isAbout(delivery),
      send: async () => {
        await readBody(api.POST('/api/deliveries/{id}/retry/', toRequest(delivery)));
        return 'It will be tried again within seconds.';
      },
      happenedSentence: 'It was tried again, or will be within seconds.',
    }),
  };
}

/** The action after which a delivery is never sent. */
export function giveUpDelivery(delivery: Delivery): DialogAction {
  const name = describeDelivery(delivery);
  const done = `“${name}” is given up.`;
  return {
    title: `Give up “${name}”?`,
    label: 'Give up',
    color: 'red',
    explanation:
      'It is never sent. Awarding portals still learn the state of an award when they ask for it.',
    ...createAuditedRequest({
      filter: { action: 'delivery.given_up' },
      isAbout: isAbout(delivery),
      send: async () => {
        await readBody(api.POST('/api/deliveries/{id}/give_up/', toRequest(delivery)));
        return done;
      },
      happenedSentence: done,
    }),
  };
}

/** An entry of the audit about this delivery: it names deliveries by the values before the action. */
const isAbout =
  ({ id }: Delivery) =>
  ({ before }: AdminAuditEntry): boolean =>
    before?.id === id;

const toRequest = ({ id }: Delivery) => ({ params: { path: { id: String(id) } } });
