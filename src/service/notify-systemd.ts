import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface SystemdNotifierOptions {
  /** NOTIFY_SOCKET and WATCHDOG_USEC, as systemd sets them; without the first nothing is done. */
  env: NodeJS.ProcessEnv;
  /** Called with why systemd could not be told. */
  onError: (error: unknown) => void;
}

/**
 * Tells systemd how the service is (sd_notify(3)). Node cannot send datagrams to a socket in the file
 * system, so the program systemd-notify does; a unit needs NotifyAccess=all for that.
 */
export class SystemdNotifier {
  readonly #options: SystemdNotifierOptions;
  #watchdog: NodeJS.Timeout | null = null;

  constructor(options: SystemdNotifierOptions) {
    this.#options = options;
  }

  /** The service serves. From now on the watchdog hears of it, for as long as its event loop runs. */
  async notifyReady(): Promise<void> {
    await this.#send('--ready');
    const limitUs = Number(this.#options.env.WATCHDOG_USEC);
    if (!(limitUs > 0)) return;
    const intervalMs = limitUs / 1000 / 3;
    this.#watchdog = setInterval(() => void this.#send('WATCHDOG=1'), intervalMs);
    this.#watchdog.unref();
  }

  /** The service ends. */
  async notifyStopping(): Promise<void> {
    await this.#send('STOPPING=1');
  }

  /** No message goes out any more. */
  stop(): void {
    if (this.#watchdog !== null) clearInterval(this.#watchdog);
  }

  async #send(message: string): Promise<void> {
    const { env, onError } = this.#options;
    if (!env.NOTIFY_SOCKET) return;
    await run('systemd-notify', [message], { env, timeout: 5000 }).catch(onError);
  }
}
