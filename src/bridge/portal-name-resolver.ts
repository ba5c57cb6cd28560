import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { type LocalPortal, resolvePortalName } from '../service/portal-name.ts';
import { StartError } from '../errors/start-error.ts';
import { fetchPortalName } from './bridge-calls.ts';
import type { BridgeClient } from './bridge-client.ts';
import { BridgeError } from './bridge-error.ts';

export interface PortalNameResolverOptions {
  db: Kysely<Database>;
  client: BridgeClient;
  portal: LocalPortal;
  /** The name that the settings require; null where the bridge says it. */
  configuredPortal: string | null;
}

/** Learns our portal's name from the bridge. */
export class PortalNameResolver {
  readonly #options: PortalNameResolverOptions;
  #isKnown = false;

  constructor(options: PortalNameResolverOptions) {
    this.#options = options;
  }

  /** Whether the bridge has said our name, and it can be ours. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Asks the bridge. Throws BridgeError, and StartError where the name cannot be ours. */
  async learn(timeoutMs?: number): Promise<void> {
    const { db, client, portal, configuredPortal } = this.#options;
    const name = await fetchPortalName(client, timeoutMs);
    if (this.#isKnown && name === portal.name) return;
    this.#isKnown = false;
    if (configuredPortal !== null && configuredPortal !== name) {
      throw new StartError(
        `GATEHOUSE_PORTAL is ${configuredPortal}, but the bridge belongs to ${name}.`,
      );
    }
    portal.name = await resolvePortalName(db, name, 'The bridge belongs to');
    this.#isKnown = true;
  }

  /** Asks again. A bridge that fails to answer this once its name is known is still used. */
  async refresh(): Promise<void> {
    const wasKnown = this.#isKnown;
    await this.learn().catch((error: unknown) => {
      if (!(wasKnown && error instanceof BridgeError)) throw error;
    });
  }
}
