/** Why Gatehouse cannot start: a message for the operator, printed as one line, exit 1. */
export class StartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartError';
  }
}
