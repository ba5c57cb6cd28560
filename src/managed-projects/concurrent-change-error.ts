/** The award is no longer the one that was decided about: somebody else was quicker. */
export class ConcurrentChangeError extends Error {
  constructor() {
    super('Somebody else has changed this award meanwhile.');
    this.name = 'LostRace';
  }
}
