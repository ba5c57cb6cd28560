/** As much of a browser as a sign-on needs: cookies for each host, single redirects. */
export class CookieBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Sends a request without following a redirect. */
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

  /** The cookie header for a URL. */
  getCookieHeader(url: string): string {
    const cookies = this.#cookies.get(new URL(url).host) ?? new Map<string, string>();
    return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Takes over another visitor's cookies of a URL's host. */
  copyCookies(visitor: CookieBrowser, url: string): void {
    const { host } = new URL(url);
    this.#cookies.set(host, new Map(visitor.#cookies.get(host)));
  }

  /** Follows redirects, fills in the provider's sign-in form, returns the first URL below `until`. */
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
      const page = await reply.text();
      const form = /action="([^"]+)"/.exec(page)?.[1];
      if (form === undefined) throw new Error(`Lost at ${url} (${reply.status})`);
      const sent = await this.request(new URL(form, url).href, {
        method: 'POST',
        body: new URLSearchParams({
          ...readHiddenInputs(page),
          prompt: 'login',
          login,
          password: 'any',
        }),
      });
      url = new URL(sent.headers.get('location') as string, url).href;
    }
    throw new Error('Too many redirects');
  }
}

/** A page that changes the account sends what it knows by a form without fields to fill in. */
function readHiddenInputs(page: string): Record<string, string> {
  const inputs = page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]));
}
