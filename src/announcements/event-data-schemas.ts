/* What the events of the catalogue carry, as JSON schemas: for the OpenAPI document and the types. */

import { type TProperties, Type } from 'typebox';
import { awardStates } from '../award/award-enums.ts';
import { type ChannelName, channelNames } from '../outbox/outbox-entry.ts';
import { Credits, Day, nullable, Time, Uuid } from '../http/api-schemas.ts';

const NullableUuid = nullable(Uuid);
const pageUrl = {
  url: Type.String({
    description: 'The page about it; a path where the service has no public URL.',
    'x-doc': { format: 'uri-reference' },
  }),
};

const customer = {
  customer_uuid: NullableUuid,
  customer_name: Type.String({ description: 'Empty where it concerns no customer.' }),
};

const project = {
  project_uuid: NullableUuid,
  project_name: Type.String({ description: 'Empty where there is no project.' }),
  project_short_name: Type.String({ description: 'Empty where the project has none yet.' }),
};

const performer = {
  performed_by_uuid: nullable({
    ...Uuid,
    description: 'Who did it; null where the rules of the service did.',
  }),
  performed_by_full_name: Type.String({ description: 'Empty where the rules did it.' }),
};

const role = {
  role: Type.String({ description: 'Such as PROJECT.ADMIN.' }),
  scope: Type.Unsafe<'project' | 'customer'>({ type: 'string', enum: ['project', 'customer'] }),
  ...project,
  ...customer,
  expiration_time: nullable({ ...Time, description: 'When it ends; null: it does not.' }),
};

export const AwardData = Type.Object(
  {
    identifier: Type.String({ description: 'With the destination: the key of the award.' }),
    destination: Type.String(),
    name: Type.String({ description: 'The name that the awarding portal gave it.' }),
    state: Type.Unsafe<(typeof awardStates)[number] | null>({
      type: ['string', 'null'],
      enum: [...awardStates, null],
      description: 'After the event; null: the award was deleted.',
    }),
    version: nullable(Type.Integer({ description: 'After the event.' })),
    comment: Type.String({ description: 'What the decision says about itself; may be empty.' }),
    credits: nullable(Credits),
    template_uuid: NullableUuid,
    template_name: Type.String(),
    ...project,
    ...customer,
    ...performer,
    ...pageUrl,
  },
  { title: 'AwardEventData' },
);

export const ProjectData = Type.Object(
  { ...project, ...customer, ...performer, ...pageUrl },
  { title: 'ProjectEventData' },
);

export const RoleData = Type.Object(
  {
    person_uuid: NullableUuid,
    person_username: Type.String(),
    person_full_name: Type.String({
      description: 'Empty where the person has none, or no account any more.',
    }),
    ...role,
    ...performer,
    ...pageUrl,
  },
  { title: 'RoleEventData' },
);

export const InvitationData = Type.Object(
  {
    email: Type.String({ description: 'Empty once the invitation is accepted.' }),
    person_uuid: NullableUuid,
    ...role,
    ...performer,
    ...pageUrl,
  },
  { title: 'InvitationEventData' },
);

const ownFields = (fields: TProperties) => Type.Object({ ...fields, ...pageUrl });

export const UsageThresholdData = ownFields({
  ...project,
  ...customer,
  percent: Type.Unsafe<80 | 100>({ type: 'integer', enum: [80, 100] }),
  credits: Credits,
  used: Credits,
});

export const ProjectEndsSoonData = ownFields({
  ...project,
  ...customer,
  end_date: Day,
  days: Type.Unsafe<30 | 7>({ type: 'integer', enum: [30, 7] }),
});

export const BridgeData = ownFields({
  since: Time,
  error: Type.String({ description: 'Empty where the bridge is back.' }),
});

export const MachineData = ownFields({
  ...project,
  ...customer,
  resource_name: Type.String(),
  error: Type.String({ description: 'Empty where it recovered.' }),
});

export const MachineBlockedData = ownFields({
  ...project,
  ...customer,
  resource_name: Type.String(),
  comment: Type.String({ description: 'What staff said about it; may be empty.' }),
  ...performer,
});

export const WebhookDisabledData = ownFields({
  webhook_uuid: Uuid,
  webhook_name: Type.String(),
  owner_uuid: Type.String({ ...Uuid, description: 'Who answers for it.' }),
  ...customer,
  failing_since: Time,
  error: Type.String({ description: 'The last failure.' }),
});

export const MailUndeliverableData = ownFields({
  email: Type.String(),
  error: Type.String({ description: 'What the mail server said.' }),
});

export const DeliveryGivenUpData = ownFields({
  channel: Type.Unsafe<ChannelName>({
    type: 'string',
    enum: [...channelNames],
    description:
      'bridge: notifications of awarding portals. fan-out: events before their recipients are known.',
  }),
  receiver: Type.String({ description: 'The name of the webhook; empty for other channels.' }),
  error: Type.String({ description: 'Why the last one failed.' }),
  refused: Type.Boolean({
    description: 'Whether its receiver refused it for good; otherwise all attempts failed.',
  }),
});

export const TestData = ownFields({ message: Type.String() });
