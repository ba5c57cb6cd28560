/**
 * The URL of the test server without its Unix socket, for what stands between: a proxy, a pooler or a
 * broken network. Everything else uses the socket, as the service does with its embedded PostgreSQL.
 */
export function toTcpUrl(databaseUrl: string): URL {
  const url = new URL(databaseUrl);
  url.searchParams.delete('host');
  return url;
}
