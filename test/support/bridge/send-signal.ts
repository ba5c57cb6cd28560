import http from 'node:http';

/** One GET, as a signal is; true for 2xx. */
export function sendSignal(url: URL, patienceMs: number, life: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(url, { agent: false, signal: life }, (response) => {
      const status = response.statusCode ?? 0;
      response.on('error', () => undefined).resume();
      resolve(status >= 200 && status < 300);
    });
    const timer = setTimeout(() => request.destroy(new Error('Out of patience')), patienceMs);
    request.on('error', () => resolve(false));
    request.on('close', () => clearTimeout(timer));
  });
}

export function buildSignalUrl(base: string, parameter: string, id: string): URL {
  const url = new URL(base);
  url.searchParams.set(parameter, id);
  return url;
}
