/** Somebody else changed the award after it was read and before the decision was stored. */
export class ConcurrentChangeError extends Error {
  constructor() {
    super('Somebody else has changed this award meanwhile.');
    this.name = 'ConcurrentChangeError';
  }
}
