import { setTimeout as pause } from 'node:timers/promises';
import { isObject, type Json, type JsonObject, parseJson, stringifyJson } from './lossless-json.ts';

const maxAttempts = 100;
const retryDelayMs = 100;

/** Calls the control interface, which cannot be reached for a moment while the stand-in restarts. */
export class ControlClient {
  readonly #base: string;
  readonly #isRunning: () => boolean;

  constructor(base: string, isRunning: () => boolean) {
    this.#base = base;
    this.#isRunning = isRunning;
  }

  get<T>(path: string): Promise<T> {
    return this.#call<T>('GET', path);
  }

  post<T>(path: string, body: JsonObject): Promise<T> {
    return this.#call<T>('POST', path, stringifyJson(body));
  }

  async #call<T>(method: string, path: string, body: string | null = null): Promise<T> {
    for (let left = maxAttempts; ; left--) {
      try {
        const response = await fetch(this.#base + path, { method, body });
        const answer = parseJson(await response.text());
        if (!response.ok) throw new ControlError(response.status, answer);
        return answer as T;
      } catch (error) {
        const final = error instanceof ControlError || left <= 1 || !this.#isRunning();
        if (final) throw error;
        await pause(retryDelayMs);
      }
    }
  }
}

/** The control interface refused a request. */
class ControlError extends Error {
  readonly status: number;

  constructor(status: number, answer: Json) {
    super(isObject(answer) ? String(answer.message) : stringifyJson(answer));
    this.status = status;
  }
}
