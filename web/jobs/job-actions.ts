import { api, readBody } from '../api/api-client.ts';
import type { BridgeJob } from '../api/types.ts';
import { describeJob } from './job-labels.ts';
import { createAuditedRequest } from '../parts/audited-request.ts';
import type { DialogAction } from '../parts/action-dialog.tsx';

/** The action that posts the stored answer of a job again. */
export function retryJob(job: BridgeJob): DialogAction {
  return {
    title: `Retry “${describeJob(job)}”?`,
    label: 'Retry',
    color: 'blue',
    explanation:
      'The stored answer is posted again for two minutes. What the job did is not done again.',
    ...createAuditedRequest({
      filter: { action: 'job.retried', subject_uuid: job.uuid },
      send: async () => {
        await readBody(api.POST('/api/bridge-jobs/{uuid}/retry/', toRequest(job)));
        return 'The answer will be posted again within seconds.';
      },
      happenedSentence: 'The answer is or will be posted again within seconds.',
    }),
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

/** The action that gives up every dead job. */
export function giveUpDeadJobs(): DialogAction {
  return {
    title: 'Give up every dead job?',
    label: 'Give up all',
    color: 'red',
    explanation:
      'The awarding portals have no answer to these jobs. They ask again on their own for awards that still wait.',
    ...createAuditedRequest({
      filter: { action: 'job.all_given_up' },
      send: async () => {
        const { count } = await readBody(api.POST('/api/bridge-jobs/give_up_dead/'));
        return `${count.toLocaleString('en')} dead ${count === 1 ? 'job is' : 'jobs are'} given up.`;
      },
      happenedSentence: 'The jobs that were dead are given up.',
    }),
  };
}

const readJobState = async (job: BridgeJob): Promise<BridgeJob['state']> =>
  (await readBody(api.GET('/api/bridge-jobs/{uuid}/', toRequest(job)))).state;

const toRequest = ({ uuid }: BridgeJob) => ({ params: { path: { uuid } } });
