import {
  formatCommand,
  type Instruction,
  type InstructionTarget,
  isQuestion,
} from '../network/instruction.ts';
import { applySent } from './apply-answer.ts';
import { nextStep } from './next-step.ts';
import type { Capabilities, MemberFact, SeenFacts, WantedFacts } from './pair-facts.ts';

const MAX_STEPS = 1000;

/**
 * The commands that would change something on the way from what was seen to what is wanted, if every
 * answer were true: what an observed resource would get. Without the destination.
 */
export function planInstructions(
  wanted: WantedFacts,
  seen: SeenFacts,
  can: Capabilities,
  target: InstructionTarget,
): string[] {
  const commands: string[] = [];
  let facts = seen;
  for (let n = 0; n < MAX_STEPS; n++) {
    const step = nextStep({ ...wanted, mayRemove: true }, facts, can);
    if (step.kind !== 'send') return commands;
    const { instruction } = step;
    if (!isQuestion(instruction)) {
      const command = formatCommand(target, instruction);
      commands.push(command.slice(target.destination.length + 1));
    }
    facts = simulate(applySent(facts, instruction), instruction, wanted);
  }
  return commands;
}

/** What would be known after a true answer; a question is answered as if nothing were there. */
function simulate(seen: SeenFacts, instruction: Instruction, wanted: WantedFacts): SeenFacts {
  switch (instruction.verb) {
    case 'get_project_mapping':
      return { ...seen, project: 'absent' };
    case 'get_projects':
      return { ...seen, project: 'absent' };
    case 'add_project':
      return {
        ...seen,
        project: 'added',
        limit: 'unset',
        limitError: null,
        blocked: false,
        quotas: Object.fromEntries(Object.keys(wanted.quotas).map((volume) => [volume, 'unset'])),
        members: seen.members ?? {},
      };
    case 'remove_project':
      return { ...seen, project: 'absent' };
    case 'set_limit':
      return { ...seen, limit: instruction.seconds };
    case 'get_limit':
      return { ...seen, limit: 'unset' };
    case 'block_project':
      return { ...seen, blocked: true };
    case 'unblock_project':
    case 'is_blocked_project':
      return { ...seen, blocked: false };
    case 'set_project_quota':
      return { ...seen, quotas: { ...seen.quotas, [instruction.volume]: instruction.size } };
    case 'get_project_quota':
      return { ...seen, quotas: { ...seen.quotas, [instruction.volume]: 'unset' } };
    case 'clear_project_quota': {
      const { [instruction.volume]: _, ...quotas } = seen.quotas;
      return { ...seen, quotas };
    }
    case 'get_users':
      return { ...seen, members: seen.members ?? {}, membersProved: true };
    case 'add_user':
      return {
        ...withMember(seen, instruction.member, 'confirmed'),
        quotas: Object.fromEntries(Object.keys(seen.quotas).map((volume) => [volume, 'unset'])),
      };
    case 'is_user_added':
      return withMember(seen, instruction.member, 'confirmed');
    case 'remove_user': {
      const { [instruction.member]: _, ...members } = seen.members ?? {};
      return { ...seen, members };
    }
  }
}

function withMember(seen: SeenFacts, name: string, state: MemberFact['state']): SeenFacts {
  const member: MemberFact = { state, localName: null, localGroup: null };
  return { ...seen, members: { ...seen.members, [name]: member } };
}
