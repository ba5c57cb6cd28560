import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { House } from '../house.ts';
import type { Ledger } from '../ledger.ts';
import type { Choices } from '../random.ts';
import { type AwardingPortal, offeringOf } from './desk.ts';

const awardCount = 60;
const atOnce = 4;
/** An awarding portal gives up after this, and asks again on its next cycle. */
const patienceSeconds = 30;

const verbs = {
  create_project: 55,
  update_project: 20,
  remove_project: 6,
  get_project_mapping: 8,
  get_award: 5,
  get_users: 3,
  get_awards: 1,
  get_projects: 2,
};

/** Below the approval limit, above it, above the maximum. */
const allocations = [200, 350, 500, 800, 1500, 2600, 20_000];

/** What it asks for an award by now. */
interface Wanted {
  name: string;
  template: string;
  description: string;
  allocation: string;
  members: Record<string, string>;
  end_date: string;
}

/** An awarding portal: sends its awards again and again, changes and withdraws some, asks. */
export class Portal {
  readonly #house: House;
  readonly #ledger: Ledger;
  readonly #name: AwardingPortal;
  readonly #choices: Choices;
  readonly #wanted = new Map<number, Wanted>();

  constructor(house: House, ledger: Ledger, name: AwardingPortal, choices: Choices) {
    this.#house = house;
    this.#ledger = ledger;
    this.#name = name;
    this.#choices = choices;
  }

  /** Several questions at a time, until told to stop. */
  async work(isOver: () => boolean): Promise<void> {
    const worker = async (): Promise<void> => {
      while (!isOver()) {
        await this.#askOne();
        await pause(20 + this.#choices.below(80));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }

  async #askOne(): Promise<void> {
    const verb = this.#choices.weighed(verbs);
    const number = this.#choices.below(awardCount);
    const identifier = `t${number}.${this.#name}`;
    if (verb === 'update_project') this.#change(number);
    const wanted = this.#wantedOf(number);
    const isAboutAll = verb === 'get_awards' || verb === 'get_projects';
    const subject = isAboutAll ? this.#name : identifier;
    const sends = verb === 'create_project' || verb === 'update_project';
    const id = randomUUID();
    this.#ledger.asked.push({
      id,
      identifier: isAboutAll ? '' : identifier,
      offering: offeringOf(this.#name),
      verb,
      allocation: sends ? wanted.allocation : null,
    });
    await this.#ask(id, `${verb} ${subject}${sends ? ` ${JSON.stringify(wanted)}` : ''}`);
  }

  /** Asks and waits for the answer; a bridge that is down, or forgets, is asked again another time. */
  async #ask(id: string, instruction: string): Promise<void> {
    const { standIn } = this.#house;
    try {
      await standIn.ask(instruction, {
        id,
        portal: this.#name,
        offering: offeringOf(this.#name),
      });
      await standIn.story(id, patienceSeconds);
    } catch {
      await pause(300);
    }
  }

  #wantedOf(number: number): Wanted {
    const wanted = this.#wanted.get(number) ?? {
      name: `Torture ${number} of ${this.#name}`,
      template: 'open-call',
      description: 'As it was.',
      allocation: `${allocations[number % allocations.length]} NHR`,
      members: { [`pi${number}@example.ac.uk`]: 'PI' },
      end_date: '2035-12-31',
    };
    this.#wanted.set(number, wanted);
    return wanted;
  }

  #change(number: number): void {
    const wanted = this.#wantedOf(number);
    const change = this.#choices.weighed({ allocation: 5, description: 3, members: 2 });
    if (change === 'allocation') {
      wanted.allocation = `${this.#choices.oneOf(allocations)} NHR`;
    } else if (change === 'description') {
      wanted.description = `Changed ${this.#choices.below(1000)}.`;
    } else {
      const person = `post${this.#choices.below(5)}@example.ac.uk`;
      wanted.members = { ...wanted.members, [person]: 'Researcher' };
    }
  }
}
