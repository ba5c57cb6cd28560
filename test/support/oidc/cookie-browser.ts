/** A browser as far as a sign-on needs one: cookies by site, redirects one by one. */
export class CookieBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** One request, its redirect not followed. */
  async request(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url);
    const cookies = this.#cookies.get(host) ?? new Map<string, string>();
    const reply = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...init.headers,
      },
    });
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/);
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    this.#cookies.set(host, cookies);
    return reply;
  }

  /** What it would send there, as a header. */
  getCookieHeader(url: string): string {
    const cookies = this.#cookies.get(new URL(url).host) ?? new Map<string, string>();
    return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The same cookies of one site as another visitor has. */
  copyCookies(visitor: CookieBrowser, url: string): void {
    const { host } = new URL(url);
    this.#cookies.set(host, new Map(visitor.#cookies.get(host)));
  }

  /** Follows redirects until the provider asks who this is, says it, and stops at `until`. */
  async signOn(start: string, login: string, until: string): Promise<string> {
    let url = start;
    for (let hop = 0; hop < 15; hop++) {
      if (url.startsWith(until)) return url;
      const reply = await this.request(url);
      const location = reply.headers.get('location');
      if (location !== null) {
        url = new URL(location, url).href;
        continue;
      }
      const form = /action="([^"]+)"/.exec(await reply.text())?.[1];
      if (form === undefined) throw new Error(`Lost at ${url} (${reply.status})`);
      const sent = await this.request(new URL(form, url).href, {
        method: 'POST',
        body: new URLSearchParams({ prompt: 'login', login, password: 'any' }),
      });
      url = new URL(sent.headers.get('location') as string, url).href;
    }
    throw new Error('Too many redirects');
  }
}
