import type { Json } from '../lossless-json.ts';
import type { Instruction } from './command.ts';
import type { InstanceContext } from './instance-context.ts';

/** What an instruction returns: JSON, with the name of its type on the wire. */
export interface Result {
  type: string;
  value: Json;
}

export type InstructionHandler = (
  context: InstanceContext,
  instruction: Instruction,
) => Promise<Result>;

export type HandlerTable = Record<string, InstructionHandler>;

/** The parser has seen to it that an instruction has the arguments of its verb. */
export function requireArgument<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('An instruction without its argument');
  return value;
}
