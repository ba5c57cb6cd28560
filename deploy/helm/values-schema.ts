/* The schema of the chart's values, with the settings that there are. */

import { settingInfos } from '../../src/config/settings-schema.ts';

/** Set by the chart itself, or by values of their own. */
const ownSettings = new Set([
  'HOST',
  'PORT',
  'GATEHOUSE_INTERNAL_LISTENER',
  'GATEHOUSE_SHUTDOWN_DELAY_SECONDS',
  'GATEHOUSE_DRAIN_SECONDS',
  'GATEHOUSE_DATA_DIR',
  'OPENPORTAL_CONFIG',
  'GATEHOUSE_SIGN_ON_CONFIG',
  'GATEHOUSE_BACKUP_DIR',
]);

const infos = Object.values(settingInfos).filter(({ variable }) => !ownSettings.has(variable));
const settings = Object.fromEntries(
  infos
    .filter(({ secret }) => !secret)
    .map(({ variable, description }) => [
      variable,
      { description, type: ['string', 'number', 'boolean'] },
    ]),
);
const secretFiles = Object.fromEntries(
  infos
    .filter(({ secret }) => secret)
    .map(({ variable, description }) => [variable, { description, $ref: '#/$defs/secretKey' }]),
);

const text = { type: 'string' };
const flag = { type: 'boolean' };
const port = { type: 'integer', minimum: 1, maximum: 65_535 };
const map = { type: 'object' };
const list = { type: 'array', items: { type: 'object' } };
const seconds = { type: 'integer', minimum: 0, maximum: 300 };

/** Variables that the service reads beside its settings. */
const otherVariables = {
  ...{ type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
  propertyNames: { pattern: '^(OTEL_[A-Z0-9_]+|NODE_EXTRA_CA_CERTS)$' },
};

/** An object with these properties and no others. */
function closed(properties: Record<string, unknown>, required: readonly string[] = []) {
  return { type: 'object', additionalProperties: false, properties, required };
}

/** JSON Schema, draft 7. */
export const valuesSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Values of the chart of Gatehouse',
  ...closed(
    {
      // What helm itself adds.
      global: map,
      image: closed({
        repository: { ...text, minLength: 1 },
        tag: text,
        digest: { ...text, pattern: '^(sha256:[0-9a-f]{64})?$' },
        pullPolicy: { enum: ['Always', 'IfNotPresent', 'Never'] },
      }),
      imagePullSecrets: list,
      replicas: { type: 'integer', minimum: 1, maximum: 50 },
      settings: closed(settings, ['GATEHOUSE_PUBLIC_URL']),
      env: otherVariables,
      secrets: closed(
        { name: { ...text, minLength: 1 }, files: closed(secretFiles, ['DATABASE_URL']) },
        ['name', 'files'],
      ),
      inviteKey: text,
      signOnConfigKey: text,
      backup: closed({
        enabled: flag,
        claim: text,
        size: { ...text, pattern: '^\\d+(\\.\\d+)?(Ki|Mi|Gi|Ti|Pi)$' },
        storageClass: text,
        accessMode: { enum: ['ReadWriteMany', 'ReadWriteOnce'] },
      }),
      service: closed({ port, internalPort: port }),
      ingress: closed({
        enabled: flag,
        className: text,
        host: { ...text, minLength: 1 },
        tlsSecret: text,
        annotations: map,
      }),
      networkPolicy: closed({ enabled: flag, from: list, internalFrom: list, to: list }),
      podDisruptionBudget: closed({
        enabled: flag,
        maxUnavailable: { type: ['integer', 'string'], minimum: 1, pattern: '^\\d{1,2}%$' },
      }),
      resources: map,
      shutdownDelaySeconds: seconds,
      drainSeconds: { ...seconds, minimum: 1 },
      nodeSelector: map,
      tolerations: list,
      affinity: map,
    },
    ['image', 'replicas', 'settings', 'secrets'],
  ),
  $defs: { secretKey: { type: 'string', pattern: '^[-._a-zA-Z0-9]+$' } },
};
