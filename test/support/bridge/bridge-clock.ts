/** The bridge's own clock, which may run ahead of ours. */
export class BridgeClock {
  #offsetMs = 0;

  constructor(offsetSeconds: number) {
    this.setOffset(offsetSeconds);
  }

  setOffset(seconds: number): void {
    this.#offsetMs = seconds * 1000;
  }

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  formatHttpDate(): string {
    return new Date(this.now()).toUTCString();
  }
}

/** Milliseconds of `Mon, 03 Aug 2026 12:00:00 GMT`; nothing for any other form. */
export function parseHttpDate(text: string): number | undefined {
  const time = Date.parse(text);
  // Writing it back shows a wrong weekday, a missing zero and every other spelling.
  return !Number.isNaN(time) && new Date(time).toUTCString() === text ? time : undefined;
}
