import type { ParsedCommand } from './command.ts';
import {
  type Answer,
  createErrorAnswer,
  createExpiredAnswer,
  runInstruction,
  type World,
} from './instruction-runner.ts';
import type { NetworkRoutes } from './network-routes.ts';

interface UnderWay {
  destination: string;
  text: string;
  /** Nobody is there: it expires, and takes with it what is equal to it. */
  isLost: boolean;
  answer: Promise<Answer>;
}

/**
 * Takes instructions to their instances. One that is equal to another under way shares its answer,
 * and nothing is done for it: the same instruction to the same last name, wherever it lies, or to
 * anybody while one for an unknown place is under way (seen in 0.32.2).
 */
export class Dispatcher {
  readonly #world: World;
  readonly #routes: NetworkRoutes;
  readonly #underWay = new Set<UnderWay>();

  constructor(world: World, routes: NetworkRoutes) {
    this.#world = world;
    this.#routes = routes;
  }

  /** The answer of an equal instruction under way, if there is one. */
  findShared({ path, instruction }: ParsedCommand): Promise<Answer> | undefined {
    return [...this.#underWay].find(
      (one) => one.text === instruction.text && (one.isLost || getLastName(one) === path.at(-1)),
    )?.answer;
  }

  async dispatch(command: ParsedCommand): Promise<Answer> {
    const { path, instruction } = command;
    const destination = path.join('.');
    const isLost = !this.#routes.find(destination) && this.#routes.hasProvider(path[1] ?? '');
    const answer = this.#run(command, destination);
    const underWay = { destination, text: instruction.text, isLost, answer };
    this.#underWay.add(underWay);
    try {
      return await answer;
    } finally {
      this.#underWay.delete(underWay);
    }
  }

  async #run({ path, instruction }: ParsedCommand, destination: string): Promise<Answer> {
    const { clock, settings } = this.#world;
    const deadline = clock.now() + settings.instructionLifeSeconds * 1000;
    if (!this.#routes.hasProvider(path[1] ?? '')) {
      await clock.wait(settings.unknownProviderSeconds * 1000);
      return createErrorAnswer(
        `Invalid instruction: submit ${destination} ${instruction.text}. Cannot find next agent in destination ${destination}`,
      );
    }
    const instance = this.#routes.find(destination);
    if (!instance) {
      await clock.waitUntil(deadline);
      return createExpiredAnswer();
    }
    instance.underWay++;
    instance.maxUnderWay = Math.max(instance.maxUnderWay, instance.underWay);
    try {
      return await runInstruction(this.#world, instance, instruction, deadline);
    } finally {
      instance.underWay--;
    }
  }
}

function getLastName({ destination }: UnderWay): string | undefined {
  return destination.split('.').at(-1);
}
