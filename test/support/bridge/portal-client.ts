import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { readKey } from './invite-file.ts';
import { type Json, parseJson, stringifyJson } from './lossless-json.ts';
import { buildAuthorization, buildCanonicalText, type SignatureVersion } from './signature.ts';

export interface PortalReply {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** What a test changes of a request. */
export interface RequestOverrides {
  version?: SignatureVersion;
  date?: string;
  nonce?: string;
  key?: Uint8Array;
  /** Sent in place of the body that was signed. */
  sentBody?: string;
  /** Replaces headers, or leaves those out that are undefined. */
  headers?: Record<string, string | undefined>;
}

/** Calls the stand-in as a portal does, without the product's code. */
export class PortalClient {
  readonly #url: string;
  readonly #key: Uint8Array;

  constructor(url: string, invite: string) {
    this.#url = url;
    this.#key = Buffer.from(readKey(invite) ?? '', 'hex');
  }

  get(name: string, twist: RequestOverrides = {}): Promise<PortalReply> {
    return this.#call('GET', name, '', twist);
  }

  post(name: string, body: Json, twist: RequestOverrides = {}): Promise<PortalReply> {
    return this.#call('POST', name, stringifyJson(body), twist);
  }

  postText(name: string, text: string, twist: RequestOverrides = {}): Promise<PortalReply> {
    return this.#call('POST', name, text, twist);
  }

  /** The body of a 200. */
  async getJson(name: string): Promise<Json> {
    return parseSuccess(await this.get(name));
  }

  async postJson(name: string, body: Json): Promise<Json> {
    return parseSuccess(await this.post(name, body));
  }

  #call(method: string, name: string, body: string, twist: RequestOverrides): Promise<PortalReply> {
    const { version = 2, date = new Date().toUTCString(), nonce = randomUUID() } = twist;
    const call = { method, date, function: name, body, nonce };
    const headers: Record<string, string | undefined> = {
      authorization: buildAuthorization(twist.key ?? this.#key, buildCanonicalText(version, call)),
      date,
      'content-type': 'application/json',
      'x-nonce': nonce === '' ? undefined : nonce,
      'x-openportal-signature-version': version === 2 ? '2' : undefined,
      ...twist.headers,
    };
    const present = Object.entries(headers).filter(([, value]) => value !== undefined);
    return fetchText(
      `${this.#url}/${name}`,
      method,
      Object.fromEntries(present) as Record<string, string>,
      twist.sentBody ?? body,
    );
  }
}

function parseSuccess(called: PortalReply): Json {
  if (called.status !== 200) throw new Error(`${called.status}: ${called.text}`);
  return parseJson(called.text);
}

function fetchText(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: string,
): Promise<PortalReply> {
  return new Promise((resolve, reject) => {
    // A connection of its own, so that a broken one does not affect other requests.
    const request = http.request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    request.on('error', reject);
    request.end(body === '' ? undefined : body);
  });
}
