import { Refusal } from './replies.ts';
import { createSeededRandom } from '../seeded-random.ts';

/* Faults on purpose: the body of the control request. */
export interface FaultSettings {
  chance?: Record<string, number>;
  delay_ms?: number;
  duplicate_signals?: number;
  lost_signals?: number;
  paths?: string[];
}

const faultNames = ['drop', 'delay', 'cut', 'nonsense'];

export class Faults {
  readonly #random: () => number;
  // Its own generator: the number of signals must not change which requests fail.
  readonly #signalRandom: () => number;
  #settings: FaultSettings = {};

  constructor(seed: number) {
    this.#random = createSeededRandom(seed);
    this.#signalRandom = createSeededRandom(seed + 1);
  }

  get delayMs(): number {
    return this.#settings.delay_ms ?? 300;
  }

  setSettings(settings: FaultSettings): void {
    const chances = Object.entries(settings.chance ?? {});
    for (const [name] of chances) {
      if (!faultNames.includes(name) && !/^[45]\d\d$/.test(name)) {
        throw new Refusal(400, `No such fault: ${name}`);
      }
    }
    if (chances.reduce((sum, [, chance]) => sum + chance, 0) > 1 + Number.EPSILON * 8) {
      throw new Refusal(400, 'The chances add up to more than 1');
    }
    this.#settings = settings;
  }

  /** The fault of this request: drop, delay, cut or nonsense, a status, or none. */
  drawFault(path: string): string | undefined {
    let left = this.#random();
    const { chance = {}, paths } = this.#settings;
    if (paths && !paths.includes(path)) return undefined;
    for (const [name, share] of Object.entries(chance)) {
      left -= share;
      if (left < 0) return name;
    }
    return undefined;
  }

  drawSignalLoss(): boolean {
    return this.#signalRandom() < (this.#settings.lost_signals ?? 0);
  }

  /** After how many milliseconds a signal is sent once more, if it is. */
  drawRepeatDelay(): number | undefined {
    const repeats = this.#signalRandom() < (this.#settings.duplicate_signals ?? 0);
    return repeats ? Math.floor(this.#signalRandom() * 500) : undefined;
  }
}
