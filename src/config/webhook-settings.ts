/* The settings of webhooks. */

import { withDefault, withEmptyList, withoutDefault } from './setting-info.ts';
import {
  integerValue,
  networksValue,
  portsValue,
  secretKeysValue,
  wordPairValue,
} from './setting-values.ts';

/** Rows of the table of settings, in its order. */
export const webhookSettings = {
  secretKeys: withoutDefault(secretKeysValue, {
    variable: 'GATEHOUSE_SECRET_KEY',
    default: 'none: no webhooks',
    description:
      'a random key of 32 characters or more (`openssl rand -hex 32`) under which the secrets of webhooks are encrypted in the database; to replace it, put the new one before the old one with a comma between, and run `npx gatehouse rotate-secrets --secret-key`',
    secret: true,
  }),
  webhookNetworks: withEmptyList(networksValue, {
    variable: 'GATEHOUSE_WEBHOOK_NETWORKS',
    default: 'none',
    description:
      'IP addresses or networks, such as `10.2.0.0/16`, to which webhooks may be sent although they are not public',
  }),
  webhookPorts: withDefault(portsValue, {
    variable: 'GATEHOUSE_WEBHOOK_PORTS',
    default: '443, 8443',
    description: 'the ports to which webhooks may be sent',
  }),
  webhookPlainHttp: withDefault(wordPairValue('true', 'false'), {
    variable: 'GATEHOUSE_WEBHOOK_PLAIN_HTTP',
    default: 'false',
    description:
      '`true` allows webhooks without TLS, which everybody on the way can read; the port must be allowed as well',
  }),
  webhookLogDays: withDefault(integerValue(7, 3650, 'a number of days'), {
    variable: 'GATEHOUSE_WEBHOOK_LOG_DAYS',
    default: '30',
    description: 'how many days the log of webhooks is kept, from which events can be sent again',
  }),
};
