import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import {
  getAwardDetails,
  getDestination,
  getIdentifier,
  getReviewerToken,
  listApprovedNumbers,
  reviewerCount,
} from './bench-data.ts';
import { listApprovableNumbers } from './decision-benchmark.ts';
import type { ConnectedBuild } from './filled-builds.ts';

const OPEN_DESKS = 50;
const BURSTS_PER_SECOND = 10;
const AWARDS_PATH = '/api/openportal-managed-projects/';

/** What the requests of one burst are: 20, ten times a second. */
const burst = [
  ...Array<'list'>(8).fill('list'),
  ...Array<'award'>(8).fill('award'),
  'decision',
  ...Array<'job'>(2).fill('job'),
  'events',
] as const;

/**
 * Mixed traffic as a busy desk has it, whatever the service answers meanwhile: lists, awards,
 * decisions, jobs of the bridge and opened event streams, in bursts, while others keep desks open.
 */
export class BurstLoad {
  readonly #build: ConnectedBuild;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #toApprove: number[];
  readonly #toSend: number[];
  #sent = 0;

  constructor(build: ConnectedBuild) {
    this.#build = build;
    // From the end, as other figures take theirs from the beginning.
    this.#toApprove = listApprovableNumbers(build.size).reverse();
    this.#toSend = [...listApprovedNumbers(build.size)].reverse();
  }

  /** The 99th percentile of what it took until a reply or an answer was complete, in milliseconds. Throws where one failed. */
  async run(seconds: number): Promise<number> {
    const desks = await Promise.all(Array.from({ length: OPEN_DESKS }, () => this.#openEvents()));
    const times: number[] = [];
    const running: Promise<void>[] = [];
    const begin = performance.now();
    for (let tick = 0; tick < seconds * BURSTS_PER_SECOND; tick++) {
      for (const kind of burst) {
        const startedAt = performance.now();
        const sent = this.#send(kind).then(() => void times.push(performance.now() - startedAt));
        // Looked at below, when all are done.
        sent.catch(() => undefined);
        running.push(sent);
      }
      await pause(Math.max(0, begin + ((tick + 1) * 1000) / BURSTS_PER_SECOND - performance.now()));
    }
    const ended = await Promise.allSettled(running);
    for (const desk of desks) desk.destroy();
    const failures = ended.filter((end) => end.status === 'rejected');
    if (failures.length > 0) {
      throw new Error(`${failures.length} of ${ended.length} failed: ${failures[0]?.reason}`);
    }
    return findPercentile(times, 0.99);
  }

  async #send(kind: (typeof burst)[number]): Promise<void> {
    const number = 2 + ((this.#sent++ * 7919) % (this.#build.size - 2));
    switch (kind) {
      case 'list':
        return this.#read(`${AWARDS_PATH}?state=pending&page_size=50&page=${1 + (number % 4)}`);
      case 'award':
        return this.#read(getAwardPath(number));
      case 'decision':
        return this.#approve();
      case 'job':
        return this.#resend();
      case 'events':
        (await this.#openEvents()).destroy();
    }
  }

  async #read(path: string): Promise<void> {
    await this.#request('GET', path, this.#pickToken());
  }

  async #approve(): Promise<void> {
    const number = this.#toApprove.shift();
    if (number === undefined) throw new Error('Too few pending awards: take larger --sizes.');
    const token = getReviewerToken(1 + (number % reviewerCount));
    await this.#request('POST', `${getAwardPath(number)}approve/`, token, { comment: 'Fits.' });
  }

  async #resend(): Promise<void> {
    const number = this.#toSend.shift();
    if (number === undefined) throw new Error('Too few approved awards: take larger --sizes.');
    const offering = getDestination(number).split('.').at(-1) as string;
    const command = `create_project ${getIdentifier(number)} ${getAwardDetails(number)}`;
    const { standIn } = this.#build;
    await standIn.waitForAnswer(await standIn.submitCommand(command, { offering }), 60);
  }

  /** One of several, as what one person may have under way is limited. */
  #pickToken(): string {
    return getReviewerToken(1 + (this.#sent++ % reviewerCount));
  }

  /** Resolves with the open stream. */
  async #openEvents(): Promise<ClientRequest> {
    const token = this.#pickToken();
    const headers = { authorization: `Token ${token}`, accept: 'text/event-stream' };
    const url = `${this.#build.service.url}/api/events/`;
    const sent = request(url, { agent: false, headers }).end();
    const [reply] = (await once(sent, 'response')) as [IncomingMessage];
    if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.statusCode}`);
    // Destroying the request is how a desk is closed.
    sent.on('error', () => undefined);
    reply.on('error', () => undefined).resume();
    return sent;
  }

  async #request(method: string, path: string, token: string, body?: object): Promise<void> {
    const headers = {
      authorization: `Token ${token}`,
      ...(body && { 'content-type': 'application/json' }),
    };
    const url = this.#build.service.url + path;
    const sent = request(url, { agent: this.#agent, method, headers });
    sent.end(body && JSON.stringify(body));
    const [reply] = (await once(sent, 'response')) as [IncomingMessage];
    await once(reply.resume(), 'end');
    if (reply.statusCode !== 200) throw new Error(`${method} ${url}: ${reply.statusCode}`);
  }
}

const getAwardPath = (number: number): string =>
  `${AWARDS_PATH}${getIdentifier(number)}/${getDestination(number)}/`;

function findPercentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * share) - 1] as number;
}
