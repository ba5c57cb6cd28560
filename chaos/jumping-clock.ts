import { readFileSync } from 'node:fs';

/*
 * Loaded before the service (`--import`): its wall clock runs as many seconds ahead as the file
 * in CHAOS_CLOCK says, and jumps when that changes. Timers do not, as on a real machine.
 */
const clockFile = process.env.CHAOS_CLOCK ?? '';
const RealDate = Date;
let aheadMs = 0;

setInterval(() => {
  try {
    aheadMs = Number(readFileSync(clockFile, 'utf8')) * 1000 || 0;
  } catch {
    aheadMs = 0;
  }
}, 50).unref();

class JumpingDate extends RealDate {
  constructor(...dateArguments: []) {
    if (dateArguments.length === 0) super(RealDate.now() + aheadMs);
    else super(...dateArguments);
  }

  static override now(): number {
    return RealDate.now() + aheadMs;
  }
}

globalThis.Date = JumpingDate as DateConstructor;
