/** Why Gatehouse cannot start: a message for the operator, a line for each problem, exit code 1. */
export class StartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartError';
  }
}
