/** An agent's refusal: becomes the text of a job in state Error. */
export class AgentError extends Error {}

/** Slurm's own failure. What it does to an instruction differs between them. */
export class SlurmError extends AgentError {}

/** The instruction has outlived its time: ExpirationError. What was done is not undone. */
export class InstructionExpired extends Error {}
