import { readFileSync } from 'node:fs';

/*
 * Loaded before the service (`--import`): its wall clock runs as many seconds ahead as the file
 * in TORTURE_CLOCK says, and jumps when that changes. Timers do not, as on a real machine.
 */
const file = process.env.TORTURE_CLOCK ?? '';
const True = Date;
let aheadMs = 0;

setInterval(() => {
  try {
    aheadMs = Number(readFileSync(file, 'utf8')) * 1000 || 0;
  } catch {
    aheadMs = 0;
  }
}, 50).unref();

class JumpingDate extends True {
  constructor(...given: []) {
    if (given.length === 0) super(True.now() + aheadMs);
    else super(...given);
  }

  static override now(): number {
    return True.now() + aheadMs;
  }
}

globalThis.Date = JumpingDate as DateConstructor;
