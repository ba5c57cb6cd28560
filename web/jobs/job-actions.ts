import { api, readBody, readCount } from '../api/api-client.ts';
import type { BridgeJob } from '../api/types.ts';
import { describeJob } from './job-labels.ts';
import type { DialogAction } from '../parts/action-dialog.tsx';

/** The action that posts the stored answer of a job again. */
export function retryJob(job: BridgeJob): DialogAction {
  return {
    title: `Retry “${describeJob(job)}”?`,
    label: 'Retry',
    color: 'blue',
    explanation:
      'The stored answer is posted again for two minutes. What the job did is not done again.',
    run: async () => {
      await readBody(api.POST('/api/bridge-jobs/{uuid}/retry/', toRequest(job)));
      return 'The answer will be posted again within seconds.';
    },
    checkOutcome: async () => {
      const state = await readJobState(job);
      return state === 'open' || state === 'answered' ? 'The answer is posted again.' : null;
    },
  };
}

/** The action after which a job gets no answer. */
export function giveUpJob(job: BridgeJob): DialogAction {
  const name = describeJob(job);
  return {
    title: `Give up “${name}”?`,
    label: 'Give up',
    color: 'red',
    explanation:
      'The awarding portal gets no answer to this job. It asks again on its own if it still needs one.',
    run: async () => {
      await readBody(api.POST('/api/bridge-jobs/{uuid}/give_up/', toRequest(job)));
      return `“${name}” is given up.`;
    },
    checkOutcome: async () =>
      (await readJobState(job)) === 'given_up' ? `“${name}” is given up.` : null,
  };
}

/** Gives up every dead job. */
export const giveUpDeadJobs: DialogAction = {
  title: 'Give up every dead job?',
  label: 'Give up all',
  color: 'red',
  explanation:
    'The awarding portals have no answer to these jobs. They ask again on their own for awards that still wait.',
  run: async () => {
    const { count } = await readBody(api.POST('/api/bridge-jobs/give_up_dead/'));
    return `${count.toLocaleString('en')} dead ${count === 1 ? 'job is' : 'jobs are'} given up.`;
  },
  checkOutcome: async () => {
    const query = { state: ['dead'] };
    const count = await readCount(api.HEAD('/api/bridge-jobs/', { params: { query } }));
    return count === 0 ? 'No job is dead any more.' : null;
  },
};

const readJobState = async (job: BridgeJob): Promise<BridgeJob['state']> =>
  (await readBody(api.GET('/api/bridge-jobs/{uuid}/', toRequest(job)))).state;

const toRequest = ({ uuid }: BridgeJob) => ({ params: { path: { uuid } } });
