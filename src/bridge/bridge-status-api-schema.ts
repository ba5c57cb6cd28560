/* The status of the bridge in the OpenAPI document. */

import { Type } from 'typebox';
import { nullable, Time, urlInput } from '../http/api-schemas.ts';
import { channelNames } from '../outbox/outbox-entry.ts';
import { jobOutcomes } from './job-outcomes.ts';

const LastError = Type.Unsafe<{ at: string; message: string } | null>({
  type: ['object', 'null'],
  properties: { at: Time, message: { type: 'string' } },
  required: ['at', 'message'],
});

const names = (description: string) => Type.Array(Type.String(), { description });

const Offerings = Type.Object({
  asked: names('What the templates offer.'),
  accepted: names('What the bridge answered to the last sync.'),
  foreign: names('What the bridge holds and no template offers.'),
  left_out: names('What templates offer under names that a bridge cannot parse.'),
  synced: nullable(Time),
  last_error: LastError,
});

const Channel = Type.Object({
  channel: Type.Unsafe<(typeof channelNames)[number]>({ type: 'string', enum: [...channelNames] }),
  is_configured: Type.Boolean({ description: 'false: its entries wait until it is.' }),
  waiting: Type.Integer(),
  oldest_seconds: nullable(Type.Integer()),
  refused: Type.Integer({ description: 'Entries that were refused and are tried again.' }),
  dead: Type.Integer({ description: 'Entries that are not tried any more, until staff decide.' }),
  attempts: Type.Integer({ description: 'Failed attempts in a row of this process.' }),
  next_attempt: nullable(Time),
  last_error: LastError,
});

export const BridgeStatusSchema = Type.Object(
  {
    bridge: Type.String({
      'x-doc': { enum: ['no bridge', 'reachable', 'unreachable', 'not tried yet'] },
    }),
    url: urlInput('Empty without a bridge.'),
    reachable_since: nullable(Time),
    unreachable_since: nullable(Time),
    restarted_at: nullable(Time),
    offerings_sent_again_at: nullable(Time),
    portal: Type.String({ description: "Our portal's name." }),
    signature_version: nullable(Type.Integer()),
    clock_skew_seconds: nullable(
      Type.Integer({ description: "Seconds that the bridge's clock is ahead of ours." }),
    ),
    offerings: Offerings,
    jobs_last_hour: Type.Unsafe<Record<string, number>>({
      type: 'object',
      properties: Object.fromEntries(jobOutcomes.map((outcome) => [outcome, { type: 'integer' }])),
      additionalProperties: { type: 'integer' },
      description: `By outcome: ${jobOutcomes.join(', ')}.`,
    }),
    oldest_unanswered_job_seconds: nullable(Type.Integer()),
    open_jobs: Type.Integer({ description: 'Jobs that are not answered yet.' }),
    dead_jobs: Type.Integer({
      description: 'Jobs that ended without an answer and wait for staff.',
    }),
    notifications: Type.Object({
      last_hour: Type.Integer(),
      not_understood: Type.Integer({
        description: 'Stored as they came, for the days of the setting.',
      }),
      last_problem: LastError,
    }),
    outbox: Type.Object({
      depth: Type.Integer(),
      oldest_seconds: nullable(Type.Integer()),
      channels: Type.Array(Channel),
    }),
    webhooks_without_key: Type.Integer({
      description: 'Active webhooks that get nothing: GATEHOUSE_SECRET_KEY is not set.',
    }),
    last_error: LastError,
  },
  { title: 'BridgeStatus' },
);
