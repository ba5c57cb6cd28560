import { Type } from 'typebox';
import { nullable, Time } from '../http/api-schemas.ts';
import { buildAwardNotification } from '../outbox/channels/bridge-channel.ts';
import { channelNames, channelOfKind, type OutboxKind } from '../outbox/outbox-entry.ts';
import { type DeliveryRow, deliveryStates } from './delivery-queries.ts';

/** A delivery in the OpenAPI document. */
export const DeliverySchema = Type.Object(
  {
    id: Type.Integer(),
    channel: nullable(
      Type.String({
        description: 'null: a newer version of Gatehouse wrote it.',
        'x-doc': { enum: [...channelNames] },
      }),
    ),
    event: Type.String(),
    command: nullable(
      Type.String({ description: 'What the bridge is sent; null in other channels.' }),
    ),
    identifier: Type.String({ description: 'With the destination: the award; empty: about none.' }),
    destination: Type.String(),
    recipient: Type.String({
      description: 'Of a mail: the email. Empty where there is one receiver.',
    }),
    state: Type.Unsafe<(typeof deliveryStates)[number]>({
      type: 'string',
      enum: [...deliveryStates],
      description:
        'refused: it is tried again. dead: it was refused for two days and is not tried any more. given_up: by staff. Mails that have ended are in the log of mails.',
    }),
    created: Time,
    failed_attempts: Type.Integer(),
    next_attempt: nullable(Time),
    last_error: nullable(
      Type.String({ description: 'What the receiver said to the last attempt.' }),
    ),
    dead: nullable({ ...Time, description: 'Since when it is not tried any more.' }),
    finished: nullable(Time),
  },
  { title: 'Delivery' },
);

/** A delivery as JSON, without its content, in which there may be personal data. */
export function toDeliveryJson({ kind, attempts, ...row }: DeliveryRow) {
  return {
    ...row,
    channel: Object.hasOwn(channelOfKind, kind) ? channelOfKind[kind as OutboxKind] : null,
    command: kind === 'award_notification' ? buildAwardNotification(row) : null,
    failed_attempts: attempts,
  };
}
