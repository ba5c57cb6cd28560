import { setTimeout as pause } from 'node:timers/promises';
import type { BridgeStandIn } from '../../test/support/bridge/bridge-stand-in.ts';
import { type ApiAccess, callApi, callApiForJson } from '../../test/support/call-api.ts';

const TEMPLATE = { name: 'open-call', offering: 'isambard-ai', portal: 'ukri' };
const DESTINATION = `${TEMPLATE.portal}.brics.${TEMPLATE.offering}`;
const ANSWER_SECONDS = 30;

/** What failed, with how often. */
class FailureCount {
  readonly counts = new Map<string, number>();

  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}

/** Creates a customer and a template whose awards wait for a decision. Throws where it is refused. */
export async function createTemplate(access: ApiAccess): Promise<void> {
  const { url } = await callApiForJson(access, 'POST', '/api/customers/', { name: 'Centre' });
  await callApiForJson(access, 'POST', '/api/openportal-project-template/', {
    ...{ ...TEMPLATE, provider: url, customer: url, shortname: 'a{year}{count}' },
    ...{ approval_limit: '0', max_credit_limit: null },
    ...{ allocation_units_mapping: { NHR: 1 }, role_mapping: { PI: 'PROJECT.ADMIN' } },
  });
}

/** Sends one job of the awarding portal; returns its answer, or what went wrong. */
async function runJob(standIn: BridgeStandIn, instruction: string): Promise<string> {
  try {
    const job = await standIn.waitForAnswer(
      await standIn.submitCommand(instruction, {
        portal: TEMPLATE.portal,
        offering: TEMPLATE.offering,
      }),
      ANSWER_SECONDS,
    );
    const { kind } = (job.error ?? {}) as { kind?: string };
    return kind ?? String(job.state);
  } catch (error) {
    return (error as Error).message;
  }
}

/** Sends an award and returns the answer; `award_pending` says that it was received. */
export function sendAward(standIn: BridgeStandIn, name: string): Promise<string> {
  const details = {
    ...{ name: `Award ${name}`, template: TEMPLATE.name, allocation: '500 NHR' },
    members: { [`${name}@example.ac.uk`]: 'PI' },
  };
  const instruction = `create_project ${name}.${TEMPLATE.portal} ${JSON.stringify(details)}`;
  return runJob(standIn, instruction);
}

/**
 * An awarding portal and a reviewer, until stopped: an award is sent, approved at the next of
 * `services`, and asked for. `acknowledged` has the names of the awards whose approval was answered
 * with success.
 */
export class AwardLoad {
  readonly acknowledged: string[] = [];
  readonly failures = new FailureCount();
  readonly #running: Promise<void>;
  #isStopped = false;

  /** `services` may grow while it runs. */
  constructor(standIn: BridgeStandIn, services: readonly ApiAccess[]) {
    this.#running = this.#run(standIn, services);
  }

  stop(): Promise<void> {
    this.#isStopped = true;
    return this.#running;
  }

  async #run(standIn: BridgeStandIn, services: readonly ApiAccess[]): Promise<void> {
    const expect = (what: string, answer: string, wanted: string): boolean => {
      if (answer !== wanted) this.failures.add(`${what}: ${answer}`);
      return answer === wanted;
    };
    for (let number = 0; !this.#isStopped; number++) {
      const name = `load${number}`;
      const identifier = `${name}.${TEMPLATE.portal}`;
      if (!expect('create_project', await sendAward(standIn, name), 'award_pending')) continue;
      const path = `/api/openportal-managed-projects/${identifier}/${DESTINATION}/approve/`;
      const service = services[number % services.length] as ApiAccess;
      const { status, text } = await callApi(service, 'POST', path, {});
      if (!expect('approve', status === 200 ? '200' : `${status} ${text}`, '200')) continue;
      this.acknowledged.push(name);
      expect('get_award', await runJob(standIn, `get_award ${identifier}`), 'Complete');
    }
  }
}

const READ_PATHS = [
  '/api/openportal-managed-projects/?page_size=50',
  '/api/openportal-managed-project-audit/?page_size=50',
  '/api/openportal-project-template/',
  '/api/projects/',
  '/api/customers/',
  '/api/users/',
  '/api/openportal/status/',
];

/** Reads lists of a service until stopped. */
export class ReadLoad {
  count = 0;
  readonly failures = new FailureCount();
  readonly #running: Promise<void>;
  #isStopped = false;

  constructor(access: ApiAccess) {
    this.#running = this.#run(access);
  }

  stop(): Promise<void> {
    this.#isStopped = true;
    return this.#running;
  }

  async #run(access: ApiAccess): Promise<void> {
    for (let number = 0; !this.#isStopped; number++) {
      const path = READ_PATHS[number % READ_PATHS.length] as string;
      const { status, text } = await callApi(access, 'GET', path);
      if (status === 200) this.count++;
      else this.failures.add(`GET ${path}: ${status} ${text}`);
      await pause(10);
    }
  }
}
