import { api, readBody } from '../api/api-client.ts';
import type { AdminAuditEntry, Delivery } from '../api/types.ts';
import { describeDelivery } from './job-labels.ts';
import { createAuditCheck } from '../parts/audit-check.ts';
import type { DialogAction } from '../parts/action-dialog.tsx';

/** The action that tries a delivery again. */
export function retryDelivery(delivery: Delivery): DialogAction {
  const audit = createAuditCheck({ action: 'delivery.retried' }, isAbout(delivery));
  return {
    title: `Retry “${describeDelivery(delivery)}”?`,
    label: 'Retry',
    color: 'blue',
    explanation: 'It is tried at once, and again for two days while its receiver refuses it.',
    run: async () => {
      await audit.remember();
      await readBody(api.POST('/api/deliveries/{id}/retry/', toRequest(delivery)));
      return 'It will be tried again within seconds.';
    },
    checkOutcome: async () =>
      (await audit.isRecorded()) ? 'It was tried again, or will be within seconds.' : null,
  };
}

/** The action after which a delivery is never sent. */
export function giveUpDelivery(delivery: Delivery): DialogAction {
  const name = describeDelivery(delivery);
  const audit = createAuditCheck({ action: 'delivery.given_up' }, isAbout(delivery));
  return {
    title: `Give up “${name}”?`,
    label: 'Give up',
    color: 'red',
    explanation:
      'It is never sent. Awarding portals still learn the state of an award when they ask for it.',
    run: async () => {
      await audit.remember();
      await readBody(api.POST('/api/deliveries/{id}/give_up/', toRequest(delivery)));
      return `“${name}” is given up.`;
    },
    checkOutcome: async () => ((await audit.isRecorded()) ? `“${name}” is given up.` : null),
  };
}

/** An entry of the audit about this delivery: it names deliveries by the values before the action. */
const isAbout =
  ({ id }: Delivery) =>
  ({ before }: AdminAuditEntry): boolean =>
    before?.id === id;

const toRequest = ({ id }: Delivery) => ({ params: { path: { id: String(id) } } });
