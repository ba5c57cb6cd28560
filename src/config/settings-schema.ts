/* Every setting of the service: its variable, type, rule, default and description. */

import * as v from 'valibot';
import { mailSettings } from './mail-settings.ts';
import { retentionSettings } from './retention-settings.ts';
import { type SettingInfo, withDefault, withEmptyList, withoutDefault } from './setting-info.ts';
import {
  adminPasswordValue,
  adminTokenValue,
  databaseUrlValue,
  hostNamesValue,
  hostValue,
  integerValue,
  listenAddressValue,
  logLevels,
  logLevelValue,
  networksValue,
  pathValue,
  portalValue,
  publicUrlValue,
  recipientsValue,
  timeZoneValue,
  wordPairValue,
} from './setting-values.ts';
import { webhookSettings } from './webhook-settings.ts';

/** Every setting, in the order of the README's table, which is made from this. */
export const settingsSchema = v.object({
  host: withDefault(hostValue, {
    variable: 'HOST',
    default: '127.0.0.1',
    description: 'the IP address or host name to listen on',
  }),
  port: withDefault(integerValue(0, 65535, 'a port number'), {
    variable: 'PORT',
    default: '8080',
    description: 'the port to listen on; `0` takes a free one',
  }),
  databaseUrl: withoutDefault(databaseUrlValue, {
    variable: 'DATABASE_URL',
    default: 'embedded PostgreSQL',
    description:
      'a PostgreSQL of your own, version 15 or newer; the database must exist, and its owner must be allowed to create the extension `pg_trgm`; of several hosts, `host1:5432,host2:5432`, the one that takes changes is used',
    secret: true,
  }),
  dataDir: withDefault(pathValue, {
    variable: 'GATEHOUSE_DATA_DIR',
    default: './data',
    description: 'the folder of the embedded PostgreSQL',
  }),
  publicUrl: withoutDefault(publicUrlValue, {
    variable: 'GATEHOUSE_PUBLIC_URL',
    default: "each request's own",
    description:
      'the URL at which people reach this service, with its path prefix if it has one; links begin with it',
  }),
  allowedHosts: withEmptyList(hostNamesValue, {
    variable: 'GATEHOUSE_ALLOWED_HOSTS',
    default: 'none',
    description:
      'without `GATEHOUSE_PUBLIC_URL`: host names, beside IP addresses, `localhost` and `HOST`, that links may begin with; a request by another name is refused',
  }),
  internalListener: withoutDefault(listenAddressValue, {
    variable: 'GATEHOUSE_INTERNAL_LISTENER',
    default: 'none',
    description:
      'the address and port, such as `127.0.0.1:9090`, of a second listener for `/metrics`, `/health/` and the signals of the bridge; the first one then answers 404 for them',
  }),
  metricsToken: withoutDefault(adminTokenValue, {
    variable: 'GATEHOUSE_METRICS_TOKEN',
    default: 'none is needed',
    description: 'what `/metrics` needs as `Authorization: Bearer`',
    secret: true,
  }),
  shutdownDelaySeconds: withDefault(integerValue(0, 300, 'a number of seconds'), {
    variable: 'GATEHOUSE_SHUTDOWN_DELAY_SECONDS',
    default: '0',
    description:
      'seconds that the service goes on after SIGTERM, while `/health/ready` answers 503, so that proxies in front turn to other replicas',
  }),
  timeZone: withDefault(timeZoneValue, {
    variable: 'GATEHOUSE_TIME_ZONE',
    default: 'UTC',
    description:
      'the time zone in which the pages show days and times, an IANA name such as `Europe/London`',
  }),
  portal: withoutDefault(portalValue, {
    variable: 'GATEHOUSE_PORTAL',
    default: 'the stored name, or site',
    description:
      "our portal's name on the OpenPortal network; it cannot change while there are awards",
  }),
  openportalConfig: withoutDefault(pathValue, {
    variable: 'OPENPORTAL_CONFIG',
    default: 'no bridge',
    description: "the path of the bridge's invite file",
  }),
  sweepSeconds: withDefault(integerValue(2, 60, 'a number of seconds'), {
    variable: 'GATEHOUSE_BRIDGE_SWEEP_SECONDS',
    default: '15',
    description: 'seconds between two requests for all jobs of the bridge, beside its signals',
  }),
  allowPlainHttpBridge: withDefault(wordPairValue('true', 'false'), {
    variable: 'GATEHOUSE_ALLOW_PLAIN_HTTP_BRIDGE',
    default: 'false',
    description:
      '`true` allows a bridge on another machine without TLS; its replies can then be forged on the way',
  }),
  passwordLogin: withDefault(wordPairValue('on', 'off'), {
    variable: 'GATEHOUSE_PASSWORD_LOGIN',
    default: 'on',
    description: '`off`: nobody signs in here with a password',
  }),
  signOnConfig: withoutDefault(pathValue, {
    variable: 'GATEHOUSE_SIGN_ON_CONFIG',
    default: 'no single sign-on',
    description: 'the path of the file that names the OpenID providers (below)',
  }),
  trustedProxies: withEmptyList(networksValue, {
    variable: 'GATEHOUSE_TRUSTED_PROXIES',
    default: 'none',
    description:
      'IP addresses or networks of the proxies in front, such as `10.0.0.0/8`; only their `X-Forwarded-*` headers are believed, read from the right',
  }),
  tokenRequestsPerMinute: withDefault(integerValue(1, 9_999_999, 'a number of requests'), {
    variable: 'GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE',
    default: '6000',
    description: 'how many requests a token may make in a minute, on each replica',
  }),
  tokenOwnerDays: withDefault(integerValue(1, 3650, 'a number of days'), {
    variable: 'GATEHOUSE_TOKEN_OWNER_DAYS',
    default: '180',
    description:
      'how many days after its owner last signed in a token stops working; those of service accounts do not',
  }),
  sessionHours: withDefault(integerValue(1, 720, 'a number of hours'), {
    variable: 'GATEHOUSE_SESSION_HOURS',
    default: '24',
    description:
      'how many hours after it began a session of a browser ends and is deleted; applies to new ones',
  }),
  sessionIdleHours: withDefault(integerValue(1, 720, 'a number of hours'), {
    variable: 'GATEHOUSE_SESSION_IDLE_HOURS',
    default: '8',
    description: 'how many hours after its last use a session of a browser ends and is deleted',
  }),
  maxAwardBytes: withDefault(integerValue(1024, 8_388_608, 'a number of bytes'), {
    variable: 'GATEHOUSE_MAX_AWARD_BYTES',
    default: '1048576',
    description:
      'how large an award may become, in bytes as PostgreSQL prints its details; a message that would make it larger is refused',
  }),
  ...webhookSettings,
  drainSeconds: withDefault(integerValue(1, 3600, 'a number of seconds'), {
    variable: 'GATEHOUSE_DRAIN_SECONDS',
    default: '20',
    description: 'how long requests under way may take to finish when the service stops',
  }),
  jobLogDays: withDefault(integerValue(1, 365, 'a number of days'), {
    variable: 'GATEHOUSE_JOB_LOG_DAYS',
    default: '7',
    description:
      'how many days the page "Jobs" lists jobs of the bridge and notifications that have ended; dead ones stay until staff decide',
  }),
  jobResultDays: withDefault(integerValue(30, 36_500, 'a number of days'), {
    variable: 'GATEHOUSE_JOB_RESULT_DAYS',
    default: '400',
    description:
      'how many days the result of a job that changed an award is kept, so that the same job never does its work twice',
  }),
  ...retentionSettings,
  backupDir: withoutDefault(pathValue, {
    variable: 'GATEHOUSE_BACKUP_DIR',
    default: 'no scheduled backups',
    description:
      'the folder for scheduled backups (docs/operators.md); keep it on another disk than the database',
  }),
  backupIntervalHours: withDefault(integerValue(1, 720, 'a number of hours'), {
    variable: 'GATEHOUSE_BACKUP_INTERVAL_HOURS',
    default: '24',
    description: 'hours from one scheduled backup to the next',
  }),
  backupKeep: withDefault(integerValue(1, 1000, 'a number of backups'), {
    variable: 'GATEHOUSE_BACKUP_KEEP',
    default: '14',
    description:
      'how many scheduled backups are kept; older ones are deleted after a new one was verified',
  }),
  backupRecipients: withEmptyList(recipientsValue, {
    variable: 'GATEHOUSE_BACKUP_RECIPIENTS',
    default: 'none: backups are not encrypted',
    description:
      'public keys of age, separated by commas, for which backups are encrypted; `npx gatehouse create-backup-key` makes one',
  }),
  adminPassword: withoutDefault(adminPasswordValue, {
    variable: 'GATEHOUSE_ADMIN_PASSWORD',
    default: 'generated and printed once',
    description: "the first account's password, for installation by script",
    secret: true,
  }),
  adminToken: withoutDefault(adminTokenValue, {
    variable: 'GATEHOUSE_ADMIN_TOKEN',
    default: 'generated and printed once',
    description: "the first account's API token, for installation by script",
    secret: true,
  }),
  ...mailSettings,
  logLevel: withDefault(logLevelValue, {
    variable: 'LOG_LEVEL',
    default: 'info',
    description: `one of ${logLevels.map((level) => `\`${level}\``).join(', ')}`,
  }),
});

export type Settings = v.InferOutput<typeof settingsSchema>;
export type SettingName = keyof Settings;

/** What is known about each setting, in the order of the schema. */
export const settingInfos = Object.fromEntries(
  Object.entries(settingsSchema.entries).map(([name, schema]) => [
    name,
    v.getMetadata(schema) as SettingInfo,
  ]),
) as Record<SettingName, SettingInfo>;
