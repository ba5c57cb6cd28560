import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { fetchNotificationText } from './bridge-calls.ts';
import type { BridgeClient } from './bridge-client.ts';
import { isNotificationStored, storeNotification } from './incoming-notification-store.ts';
import { readNotification } from './read-incoming-notification.ts';

export interface NotificationIntakeOptions {
  db: Kysely<Database>;
  clock: () => Date;
  client: BridgeClient;
  /** Called once for a notification that could not be understood, with the reason. */
  logProblem: (fields: { notificationId: string; problem: string }) => void;
}

/** Fetches the notifications that the bridge signals, and stores them. */
export class NotificationIntake {
  readonly #options: NotificationIntakeOptions;

  constructor(options: NotificationIntakeOptions) {
    this.#options = options;
  }

  isStored(id: string): Promise<boolean> {
    return isNotificationStored(this.#options.db, id);
  }

  /**
   * Fetches a notification and stores it as it came, also where it cannot be understood: refusing it
   * would have the bridge signal it twice more and then drop it. Throws BridgeError.
   */
  async fetchAndStore(id: string): Promise<void> {
    const { db, clock, client, logProblem } = this.#options;
    let notification = readNotification(id, await fetchNotificationText(client, id));
    // Perhaps the reply was damaged on its way.
    if (notification.problem !== null) {
      notification = readNotification(id, await fetchNotificationText(client, id));
    }
    const isNew = await storeNotification(db, notification, clock().toISOString());
    const { problem } = notification;
    if (isNew && problem !== null) logProblem({ notificationId: id, problem });
  }
}
