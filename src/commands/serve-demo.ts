/* What `serve --demo` adds: a stand-in of a bridge, and data. */

import type { Kysely } from 'kysely';
import { type Invite, readInvite } from '../bridge/invite-file.ts';
import type { Settings } from '../config/settings.ts';
import type { Database } from '../database/schema.ts';
import { createDemoData } from '../demo/create-demo-data.ts';
import { checkDemoMachines, createDemoMachines } from '../demo/create-demo-machines.ts';
import { type DemoBridge, startDemoBridge } from '../demo/demo-bridge.ts';

/** What the demo needs of the service that serves it. */
interface DemoService {
  db: Kysely<Database>;
  clock: () => Date;
  settings: Settings;
  say: (line: string) => void;
}

/** The demo beside a service; without a bridge of the operator it brings its own. */
export class Demo {
  readonly #service: DemoService;
  #bridge: DemoBridge | null = null;

  constructor(service: DemoService) {
    this.#service = service;
  }

  /** The invite of a stand-in, which it starts; null where there is none, after saying why. */
  async openBridge(portal: string): Promise<Invite | null> {
    const { db, settings, say, clock } = this.#service;
    this.#bridge = await startDemoBridge(db, settings, { portal, now: clock(), say });
    return this.#bridge && readInvite(this.#bridge.invite, { allowPlainHttp: false });
  }

  /** Fills an empty database; else has the stand-in's clusters, which forget, made anew. */
  async addData(portal: string, baseUrl: string, hasBridge: boolean): Promise<void> {
    const { db, clock, say } = this.#service;
    const now = clock();
    const filled = await createDemoData(db, { portal, baseUrl, now });
    if (filled === null) {
      if (this.#bridge !== null) await checkDemoMachines(db, now);
      return say('The database is not empty: no demo data was added.');
    }
    const bridge = this.#bridge ? 'stand-in' : hasBridge ? 'own' : 'nobody';
    const { projects, failing } = await createDemoMachines(db, { portal, now, bridge });
    if (failing !== null) await this.#bridge?.addProtectedAccount(failing.instance, failing.user);
    say(
      bridge === 'stand-in'
        ? `Added ${filled.awards} demo awards. ${projects} projects are being made on two clusters; then a year of use is collected.`
        : `Added ${filled.awards} demo awards, and the figures of ${projects} projects.`,
    );
  }

  async close(): Promise<void> {
    await this.#bridge?.stop();
  }
}
