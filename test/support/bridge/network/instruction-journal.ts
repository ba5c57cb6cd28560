/**
 * What became of an instruction. `swallowed`: Complete was answered though a part failed; `shared`:
 * nothing was done, the answer is that of an equal instruction; `refused`: the bridge didn't take it.
 */
export type InstructionOutcome =
  | 'under way'
  | 'done'
  | 'swallowed'
  | 'error'
  | 'expired'
  | 'shared'
  | 'refused';

/** One command that our portal sent by `/run`, for tests. Times are network time. */
export interface JournaledInstruction {
  /** The job's id; null where the bridge refused the command. */
  id: string | null;
  command: string;
  destination: string;
  verb: string;
  receivedAt: string;
  finishedAt: string | null;
  outcome: InstructionOutcome;
  /** What was answered. */
  result: string | null;
  /** How often its work was done, at least in part. */
  executions: number;
}

/** Everything that was sent and done, in the order of arrival. */
export class InstructionJournal {
  readonly #entries: JournaledInstruction[] = [];

  append(
    entry: Pick<JournaledInstruction, 'id' | 'command' | 'receivedAt' | 'outcome'>,
  ): JournaledInstruction {
    const [destination = '', verb = ''] = entry.command.trim().split(/\s+/);
    const full = { destination, verb, finishedAt: null, result: null, executions: 0, ...entry };
    this.#entries.push(full);
    return full;
  }

  /** From the entry with this number on. */
  list(from: number): JournaledInstruction[] {
    return this.#entries.slice(from);
  }

  count(): number {
    return this.#entries.length;
  }
}
