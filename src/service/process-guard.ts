import type { FastifyBaseLogger } from 'fastify';

/**
 * How the service ends beside 0 and 1. bin/supervise.mjs starts it again after these; 1 is an
 * operator's mistake, which another start would only repeat.
 */
export const exitCodes = {
  /** A fault of ours, after everything under way was finished. EX_SOFTWARE of sysexits.h. */
  fault: 70,
  /** The database was away. EX_TEMPFAIL. */
  unavailable: 75,
} as const;

/** Beyond the drain, for what stops after it; then the process ends whatever is left. */
const EXTRA_STOP_SECONDS = 15;

/**
 * Notices what ends the service: SIGINT, SIGTERM, the end of the launcher that started it, and, as
 * the last guard, an error that nobody caught. After that the process cannot be trusted with new
 * work: it finishes what is under way like after SIGTERM, and ends with `exitCodes.fault`.
 */
export class ProcessGuard {
  /** Resolves when the service is to stop; further causes have no effect. */
  readonly stopped: Promise<void>;
  readonly #drainSeconds: number;
  #resolveStopped: () => void = () => undefined;
  #log: FastifyBaseLogger | null = null;

  constructor({ drainSeconds }: { drainSeconds: number }) {
    this.#drainSeconds = drainSeconds;
    this.stopped = new Promise((resolve) => {
      this.#resolveStopped = resolve;
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, this.#resolveStopped);
    process.on('uncaughtException', (error) => this.#endAfter(error));
    this.#followLauncher();
  }

  /** From now on errors are logged there, not printed. */
  logTo(log: FastifyBaseLogger): void {
    this.#log = log;
  }

  /** A launcher that is killed cannot pass on a signal; it closes the channel between us. */
  #followLauncher(): void {
    if (process.channel === undefined || process.channel === null) return;
    process.on('disconnect', this.#resolveStopped);
    // It must not keep a process running that is done.
    process.channel.unref();
  }

  #endAfter(error: unknown): void {
    const message = 'an error was not caught: the service finishes its work and ends';
    if (this.#log === null) console.error(`gatehouse: ${message}:`, error);
    else this.#log.fatal({ err: error }, message);
    if (process.exitCode !== exitCodes.fault) {
      process.exitCode = exitCodes.fault;
      const seconds = this.#drainSeconds + EXTRA_STOP_SECONDS;
      setTimeout(() => process.exit(exitCodes.fault), seconds * 1000).unref();
    }
    this.#resolveStopped();
  }
}
