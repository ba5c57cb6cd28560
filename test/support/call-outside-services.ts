import { ConnectionState } from '../../src/bridge/connection-state.ts';
import { BridgeClient } from '../../src/bridge/bridge-client.ts';
import { readInvite } from '../../src/bridge/invite-file.ts';
import type { SmtpServer } from '../../src/config/mail-setting-values.ts';
import { createPool } from '../../src/database/connection-pool.ts';
import { SmtpClient } from '../../src/mail/smtp-client.ts';
import { OpenIdProvider } from '../../src/sign-on/openid-provider.ts';
import type { OpenIdProviderConfig } from '../../src/sign-on/provider-config.ts';

/* Calls what a service calls, as it does, and prints what came of each. */

/** Its argument, as JSON. */
export interface OutsideServices {
  mailServer: SmtpServer;
  /** Where the bridge of an invite file is. */
  bridge: { inviteFile: string; url: string };
  provider: OpenIdProviderConfig;
  databaseUrl: string;
}

const { mailServer, bridge, provider, databaseUrl }: OutsideServices = JSON.parse(
  process.argv[2] ?? '',
);

const calls: Record<string, () => Promise<unknown>> = {
  mail: () =>
    new SmtpClient({ server: mailServer, allowPlain: false }).send(
      'desk@site.example',
      'ada@example.org',
      Buffer.from('Subject: Hello\r\n\r\nWelcome.\r\n'),
    ),
  bridge: () => {
    const rules = { allowPlainHttp: true };
    const client = new BridgeClient({
      invite: { ...readInvite(bridge.inviteFile, rules), url: bridge.url },
      state: new ConnectionState(
        () => new Date(),
        () => undefined,
      ),
      onVersion: () => undefined,
    });
    return client.get('get_offerings');
  },
  provider: () => new OpenIdProvider(provider).issuer(),
  database: async () => {
    const pool = createPool(databaseUrl, { max: 1 });
    await pool.query('select 1').finally(() => pool.end());
  },
};

/** The messages of an error and of its causes. */
function describe(error: unknown): string {
  const { message, cause } = error as Error;
  return cause === undefined ? message : `${message}: ${describe(cause)}`;
}

const outcomes = await Promise.all(
  Object.entries(calls).map(async ([name, call]) => [
    name,
    await call().then(
      () => 'done',
      (error: unknown) => describe(error),
    ),
  ]),
);
console.log(JSON.stringify(Object.fromEntries(outcomes)));
process.exit(0);
