import type { Settings } from '../config/settings.ts';
import { StartError } from '../errors/start-error.ts';
import { loadMaintenance } from '../maintenance/maintenance-state.ts';
import { beginMaintenance, endMaintenance } from '../maintenance/switch-maintenance.ts';
import { withDatabase } from '../service/open-database.ts';

const MAX_MESSAGE_LENGTH = 300;

/** `maintenance on`: when it ends, no change is under way and none begins. Throws StartError. */
export async function switchMaintenanceOn(
  settings: Settings,
  { message = '' }: { message?: string },
): Promise<void> {
  if (message.length > MAX_MESSAGE_LENGTH || /\p{Cc}/u.test(message)) {
    throw new StartError(`--message must be one line of at most ${MAX_MESSAGE_LENGTH} characters.`);
  }
  const since = new Date().toISOString();
  await withDatabase(settings, (db) => beginMaintenance(db, { since, message: message.trim() }));
  console.log('Maintenance: changes are refused until `gatehouse maintenance off`.');
}

/** `maintenance off`: changes are accepted again. Throws StartError. */
export async function switchMaintenanceOff(settings: Settings): Promise<void> {
  const wasOn = await withDatabase(settings, (db) => endMaintenance(db, new Date().toISOString()));
  console.log(wasOn ? 'Changes are accepted again.' : 'There was no maintenance.');
}

/** `maintenance status`: prints whether changes are refused, since when and with which message. */
export async function printMaintenance(settings: Settings): Promise<void> {
  const maintenance = await withDatabase(settings, loadMaintenance);
  if (maintenance === null) console.log('No maintenance: changes are accepted.');
  else console.log(`Maintenance since ${maintenance.since}. ${maintenance.message}`.trim());
}
