import { setTimeout as pause } from 'node:timers/promises';
import type { JsonObject } from './lossless-json.ts';
import { sendSignal, buildSignalUrl } from './send-signal.ts';

/** As /fetch_notification hands it over; newer bridges add fields. */
export interface Notification extends JsonObject {
  id: string;
}

export interface NotificationDelivery {
  state: 'waiting' | 'delivered' | 'dropped';
  tries: number;
}

interface QueuedNotification {
  notification: Notification;
  delivery: NotificationDelivery;
  duplicates: number;
}

const maxAttempts = 3;
const signalTimeoutMs = 10_000;

/** Delivers notifications of the network to our portal, in order and one at a time. */
export class NotificationSender {
  readonly #url: string;
  readonly #retryMs: number;
  readonly #deliveries = new Map<string, NotificationDelivery>();
  readonly #queue: QueuedNotification[] = [];
  readonly #undelivered = new Map<string, Notification>();
  #lifetimeController = new AbortController();
  #isDelivering = false;

  constructor(url: string, retryMs: number) {
    this.#url = url;
    this.#retryMs = retryMs;
  }

  send(notification: Notification, duplicates: number): void {
    const findDelivery: NotificationDelivery = { state: 'waiting', tries: 0 };
    this.#deliveries.set(notification.id, findDelivery);
    this.#queue.push({ notification, delivery: findDelivery, duplicates });
    if (!this.#isDelivering) void this.#deliverAll();
  }

  getDelivery(id: string): NotificationDelivery | undefined {
    return this.#deliveries.get(id);
  }

  findUndelivered(id: string): Notification | undefined {
    return this.#undelivered.get(id);
  }

  reset(): void {
    this.#lifetimeController.abort();
    this.#lifetimeController = new AbortController();
    for (const { delivery } of this.#queue.splice(0)) delivery.state = 'dropped';
    this.#undelivered.clear();
  }

  async #deliverAll(): Promise<void> {
    this.#isDelivering = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const { id } = next.notification;
      this.#undelivered.set(id, next.notification);
      const life = this.#lifetimeController.signal;
      next.delivery.state = (await this.#deliver(next, life)) ? 'delivered' : 'dropped';
      if (!life.aborted) this.#undelivered.delete(id);
    }
    this.#isDelivering = false;
  }

  async #deliver(waiting: QueuedNotification, life: AbortSignal): Promise<boolean> {
    const url = buildSignalUrl(this.#url, 'notification_id', waiting.notification.id);
    for (let more = waiting.duplicates; more > 0; more--)
      void sendSignal(url, signalTimeoutMs, life);
    for (let left = maxAttempts; left > 0 && !life.aborted; left--) {
      waiting.delivery.tries++;
      if (await sendSignal(url, signalTimeoutMs, life)) return true;
      if (left > 1) await pause(this.#retryMs);
    }
    return false;
  }
}
