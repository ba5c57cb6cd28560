import type { AgentFault } from '../../test/support/bridge/network/agent-faults.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** Agents that die, that lie, and that are slow; answers that say Complete for what failed. */
const faults: readonly AgentFault[] = [
  { fault: 'swallowed', verbs: ['add_project', 'add_user'], chance: 0.5 },
  { fault: 'slurm-down' },
  { fault: 'error', text: 'No space left on device', chance: 0.3 },
  { fault: 'wrong-json', chance: 0.3 },
  { fault: 'expired', done: true, chance: 0.3 },
  { fault: 'expired', done: false, chance: 0.3 },
  { fault: 'doubled', chance: 0.3 },
  { fault: 'impossible', chance: 0.5 },
  { fault: 'duplicate', seconds: 5, chance: 0.5 },
  { fault: 'slow', seconds: 30, chance: 0.3 },
  { fault: 'down', agent: 'account' },
  { fault: 'down', agent: 'instance' },
];

/** None, one or two faults at a time, which last for a round. */
export function pickFaults(random: SeededRandom): AgentFault[] {
  return Array.from({ length: random.nextInteger(3) }, () => random.pickItem(faults));
}
