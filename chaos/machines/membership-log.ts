/** A time in which somebody was no member: no instruction may give them an account. */
interface Absence {
  person: string;
  /** Short name. */
  project: string;
  /** The last instruction that was stored before it began, and before it ended. */
  afterInstruction: number;
  untilInstruction: number;
}

/** An instruction as the service stored it before it sent it. */
export interface StoredInstruction {
  id: number;
  command: string;
}

/** Who left which project when, told by the numbers of the instructions. */
export class MembershipLog {
  readonly #absences: Absence[] = [];

  recordLeave(person: string, project: string, lastInstruction: number): void {
    const untilInstruction = Number.POSITIVE_INFINITY;
    this.#absences.push({ person, project, afterInstruction: lastInstruction, untilInstruction });
  }

  /** Call it before the membership begins. */
  recordJoin(person: string, project: string, lastInstruction: number): void {
    const open = this.#absences.findLast((one) => one.person === person && one.project === project);
    if (open !== undefined) open.untilInstruction = lastInstruction;
  }

  /** Instructions that were sent for somebody who was no member. */
  findViolations(instructions: readonly StoredInstruction[], portal: string): string[] {
    return this.#absences.flatMap(({ person, project, afterInstruction, untilInstruction }) =>
      instructions
        .filter(
          ({ id, command }) =>
            id > afterInstruction &&
            id <= untilInstruction &&
            command.endsWith(` add_user ${person}.${project}.${portal}`),
        )
        .map(({ id, command }) => `instruction ${id} was sent for no member: ${command}`),
    );
  }
}
