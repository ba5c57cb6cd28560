import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../cluster.ts';
import type { RequestLedger } from '../request-ledger.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { type AwardingPortal, getOffering } from './base-data.ts';
import { buildRefusedDetails, type RefusedMessage, refusedMessages } from './refused-messages.ts';

const MAX_OPEN_JOBS = 4;
/** An awarding portal gives up after this, and asks again on its next cycle. */
const ANSWER_TIMEOUT_SECONDS = 30;

const verbWeights = {
  create_project: 55,
  update_project: 20,
  remove_project: 6,
  get_project_mapping: 8,
  get_award: 5,
  get_users: 3,
  get_awards: 1,
  get_projects: 2,
};
/** How often a message is one that must be refused. */
const REFUSED_CHANCE = 0.05;

/** Below the approval limit, above it, above the maximum. */
const allocations = [200, 350, 500, 800, 1500, 2600, 20_000];

/** What it asks for an award by now. */
interface RequestedAward {
  name: string;
  template: string;
  description: string;
  allocation: string;
  members: Record<string, string>;
  end_date: string;
}

/** An awarding portal: sends its awards again and again, changes and withdraws some, asks. */
export class AwardingPortalClient {
  readonly #cluster: Cluster;
  readonly #ledger: RequestLedger;
  readonly #name: AwardingPortal;
  readonly #awardCount: number;
  readonly #random: SeededRandom;
  readonly #requestedAwards = new Map<number, RequestedAward>();

  constructor(
    cluster: Cluster,
    ledger: RequestLedger,
    { name, awardCount }: { name: AwardingPortal; awardCount: number },
    choices: SeededRandom,
  ) {
    this.#cluster = cluster;
    this.#ledger = ledger;
    this.#name = name;
    this.#awardCount = awardCount;
    this.#random = choices;
  }

  /** Several questions at a time, until told to stop. */
  async run(isOver: () => boolean): Promise<void> {
    const worker = async (): Promise<void> => {
      while (!isOver()) {
        await this.#sendSomeJob();
        await pause(20 + this.#random.nextInteger(80));
      }
    };
    await Promise.all(Array.from({ length: MAX_OPEN_JOBS }, worker));
  }

  async #sendSomeJob(): Promise<void> {
    if (this.#random.nextBoolean(REFUSED_CHANCE)) {
      return this.#sendRefusedJob(this.#random.pickItem(refusedMessages));
    }
    const verb = this.#random.pickWeighted(verbWeights);
    const number = this.#random.nextInteger(this.#awardCount);
    const identifier = `t${number}.${this.#name}`;
    if (verb === 'update_project') this.#changeRequestedAward(number);
    const wanted = this.#getRequestedAward(number);
    const isAboutAll = verb === 'get_awards' || verb === 'get_projects';
    const subject = isAboutAll ? this.#name : identifier;
    const sends = verb === 'create_project' || verb === 'update_project';
    const id = randomUUID();
    this.#ledger.jobs.push({
      id,
      identifier: isAboutAll ? '' : identifier,
      offering: getOffering(this.#name),
      verb,
      allocation: sends ? wanted.allocation : null,
    });
    await this.#sendJob(id, `${verb} ${subject}${sends ? ` ${JSON.stringify(wanted)}` : ''}`);
  }

  async #sendRefusedJob(kind: RefusedMessage): Promise<void> {
    const number = this.#random.nextInteger(this.#awardCount);
    const identifier = `t${number}.${this.#name}`;
    const verb = 'create_project';
    const id = randomUUID();
    const offering = getOffering(this.#name);
    this.#ledger.jobs.push({ id, identifier, offering, verb, allocation: null, refusedAs: kind });
    const details = buildRefusedDetails(kind, this.#getRequestedAward(number));
    await this.#sendJob(id, `${verb} ${identifier} ${details}`);
  }

  /** Asks and waits for the answer; a bridge that is down, or forgets, is asked again another time. */
  async #sendJob(id: string, instruction: string): Promise<void> {
    const { standIn } = this.#cluster;
    try {
      await standIn.submitCommand(instruction, {
        id,
        portal: this.#name,
        offering: getOffering(this.#name),
      });
      await standIn.getJobRecord(id, ANSWER_TIMEOUT_SECONDS);
    } catch {
      await pause(300);
    }
  }

  #getRequestedAward(number: number): RequestedAward {
    const wanted = this.#requestedAwards.get(number) ?? {
      name: `Chaos ${number} of ${this.#name}`,
      template: 'open-call',
      description: 'As it was.',
      allocation: `${allocations[number % allocations.length]} NHR`,
      members: { [`pi${number}@example.ac.uk`]: 'PI' },
      end_date: '2035-12-31',
    };
    this.#requestedAwards.set(number, wanted);
    return wanted;
  }

  #changeRequestedAward(number: number): void {
    const wanted = this.#getRequestedAward(number);
    const change = this.#random.pickWeighted({ allocation: 5, description: 3, members: 2 });
    if (change === 'allocation') {
      wanted.allocation = `${this.#random.pickItem(allocations)} NHR`;
    } else if (change === 'description') {
      wanted.description = `Changed ${this.#random.nextInteger(1000)}.`;
    } else {
      const person = `post${this.#random.nextInteger(5)}@example.ac.uk`;
      wanted.members = { ...wanted.members, [person]: 'Researcher' };
    }
  }
}
