import pg from 'pg';

const PROBE_TIMEOUT_MS = 3000;
/** How long a found primary is taken for granted: a pool opens many connections at once. */
const TRUST_MS = 1000;

/** A host of DATABASE_URL. */
interface DatabaseHost {
  host: string;
  port: number;
}

/**
 * Splits `postgres://user:password@one:5432,two:5432/name`, as libpq has it, into a URL for each host.
 */
export function splitDatabaseHosts(url: string): string[] {
  const [, start, hosts, rest] =
    /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^/?#]*)(.*)$/is.exec(url) ?? [];
  if (start === undefined || hosts === undefined || rest === undefined) return [url];
  return hosts.split(',').map((host) => `${start}${host}${rest}`);
}

/** Finds the host that takes changes among several, of which the others are standbys or down. */
export class PrimaryFinder {
  readonly #configs: readonly pg.ClientConfig[];
  #found: { host: DatabaseHost; until: number } | null = null;
  #search: Promise<DatabaseHost> | null = null;

  /** `configs`: how to connect to each host. */
  constructor(configs: readonly pg.ClientConfig[]) {
    this.#configs = configs;
  }

  /** The primary. Throws an error that names each host and what is wrong with it. */
  find(): Promise<DatabaseHost> {
    if (this.#found !== null && performance.now() < this.#found.until) {
      return Promise.resolve(this.#found.host);
    }
    this.#search ??= this.#askAll().finally(() => {
      this.#search = null;
    });
    return this.#search;
  }

  /** Call it when a connection to the primary failed. */
  forget(): void {
    this.#found = null;
  }

  async #askAll(): Promise<DatabaseHost> {
    try {
      // All at once: a host that is silent must not delay the others.
      const host = await Promise.any(this.#configs.map(requirePrimary));
      this.#found = { host, until: performance.now() + TRUST_MS };
      return host;
    } catch (error) {
      const problems = (error as AggregateError).errors.map(({ message }: Error) => message);
      throw new Error(`None of the database hosts takes changes: ${problems.join(', ')}`);
    }
  }
}

async function requirePrimary(config: pg.ClientConfig): Promise<DatabaseHost> {
  const client = new pg.Client({
    ...config,
    connectionTimeoutMillis: PROBE_TIMEOUT_MS,
    query_timeout: PROBE_TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  const { host, port } = client;
  try {
    await client.connect();
    const { rows } = await client.query<{ isReadOnly: boolean }>(
      `select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as "isReadOnly"`,
    );
    if (rows[0]?.isReadOnly) throw new Error('it is a standby or read-only');
    return { host, port };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`${host}:${port} (${message || code})`);
  } finally {
    void client.end().catch(() => undefined);
  }
}
