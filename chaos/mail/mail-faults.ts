import { setTimeout as pause } from 'node:timers/promises';
import { callApi } from '../../test/support/call-api.ts';
import type { MailServer } from '../../test/support/mail/mail-server.ts';
import type { MailFault, MailStep } from '../../test/support/mail/mail-server-process.ts';
import type { Replica } from '../replica.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { accessReplica, LEAD } from './make-changes.ts';

const steps: readonly MailStep[] = ['CONNECT', 'MAIL', 'RCPT', 'DATA', 'AFTER_DATA'];
const temporaryCodes = [421, 450, 451];

interface FaultOptions {
  ports: readonly number[];
  random: SeededRandom;
  isOver: () => boolean;
  logProgress: (line: string) => void;
}

/** Has the mail server misbehave or be away and replicas killed until it is over. Returns how often each. */
export async function injectMailFaults(
  server: MailServer,
  replicas: readonly Replica[],
  { ports, random, isOver, logProgress }: FaultOptions,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  while (!isOver()) {
    const kind = random.pickWeighted({
      'server misbehaves': 6,
      'server down': 2,
      'replica killed': 2,
    });
    counts[kind] = (counts[kind] ?? 0) + 1;
    logProgress(kind);
    if (kind === 'replica killed') random.pickItem(replicas).kill();
    else if (kind === 'server down') {
      await server.stop();
      await pause(random.nextInteger(1000));
      await server.start();
    } else await server.setFaults(chooseFaults(random));
    await pause(500);
    await clearAddress(ports, LEAD);
  }
  await server.setFaults([]);
  return counts;
}

/** As staff do after the server refused an address for good. */
async function clearAddress(ports: readonly number[], email: string): Promise<void> {
  await callApi(accessReplica(ports, 0), 'DELETE', `/api/mail-refused-addresses/${email}/`);
}

/**
 * At any step, refusals for now, broken connections, delays, and refusals for good of the recipient or
 * the text.
 */
function chooseFaults(random: SeededRandom): MailFault[] {
  const passing = steps.map((step) => {
    const canBeRefused = step !== 'AFTER_DATA' && random.nextBoolean(0.5);
    return { step, code: canBeRefused ? random.pickItem(temporaryCodes) : 0, perMille: 70 };
  });
  return [
    ...passing,
    { step: 'RCPT', code: 550, perMille: 20 },
    { step: 'DATA', code: 554, perMille: 20 },
    { step: 'MAIL', code: null, delayMs: random.nextInteger(1000), perMille: 30 },
  ];
}
