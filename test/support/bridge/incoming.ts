import { setTimeout as pause } from 'node:timers/promises';
import { knock, signalUrl } from './knock.ts';

export interface Notification {
  id: string;
  destination: string;
  event: string;
}

export interface Told {
  state: 'waiting' | 'delivered' | 'dropped';
  tries: number;
}

interface Waiting {
  notification: Notification;
  told: Told;
  duplicates: number;
}

const tries = 3;
const patienceMs = 10_000;

/** Notifications from the network to our portal: delivered in order, one at a time. */
export class Incoming {
  readonly #url: string;
  readonly #retryMs: number;
  readonly #told = new Map<string, Told>();
  readonly #queue: Waiting[] = [];
  readonly #pending = new Map<string, Notification>();
  #life = new AbortController();
  #delivering = false;

  constructor(url: string, retryMs: number) {
    this.#url = url;
    this.#retryMs = retryMs;
  }

  tell(notification: Notification, duplicates: number): void {
    const told: Told = { state: 'waiting', tries: 0 };
    this.#told.set(notification.id, told);
    this.#queue.push({ notification, told, duplicates });
    if (!this.#delivering) void this.#deliverAll();
  }

  told(id: string): Told | undefined {
    return this.#told.get(id);
  }

  pending(id: string): Notification | undefined {
    return this.#pending.get(id);
  }

  forget(): void {
    this.#life.abort();
    this.#life = new AbortController();
    for (const { told } of this.#queue.splice(0)) told.state = 'dropped';
    this.#pending.clear();
  }

  async #deliverAll(): Promise<void> {
    this.#delivering = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const { id } = next.notification;
      this.#pending.set(id, next.notification);
      const life = this.#life.signal;
      next.told.state = (await this.#deliver(next, life)) ? 'delivered' : 'dropped';
      if (!life.aborted) this.#pending.delete(id);
    }
    this.#delivering = false;
  }

  async #deliver(waiting: Waiting, life: AbortSignal): Promise<boolean> {
    const url = signalUrl(this.#url, 'notification_id', waiting.notification.id);
    for (let more = waiting.duplicates; more > 0; more--) void knock(url, patienceMs, life);
    for (let left = tries; left > 0 && !life.aborted; left--) {
      waiting.told.tries++;
      if (await knock(url, patienceMs, life)) return true;
      if (left > 1) await pause(this.#retryMs);
    }
    return false;
  }
}
