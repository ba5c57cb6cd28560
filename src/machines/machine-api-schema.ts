/* Projects on resources in the OpenAPI document: in replies and in requests. */

import { Type } from 'typebox';
import { nullable, Time, Url, Uuid, uuidInput, wordInput } from '../http/api-schemas.ts';
import { pageParameters } from '../http/pagination.ts';
import { machineStates, type MachineState } from './describe-state.ts';

const StateName = Type.Unsafe<MachineState>({ type: 'string', enum: [...machineStates] });
const Sizes = Type.Record(Type.String(), Type.String(), { description: 'Volume → size.' });
const Seconds = Type.Integer({ description: 'Node seconds.' });

const common = {
  resource: Uuid,
  resource_name: Type.String(),
  state: StateName,
  state_text: Type.String({ description: 'The state as a sentence.' }),
  wanted: Type.Unsafe<'present' | 'blocked' | 'absent'>({
    type: 'string',
    enum: ['present', 'blocked', 'absent'],
  }),
  wanted_reason: Type.String(),
  wanted_since: Time,
  last_error: nullable(Type.String({ description: "In the agents' words." })),
  last_error_at: nullable(Time),
  tries: Type.Integer({ description: 'Failed runs in a row.' }),
  next_try: nullable(Time),
  needs_attention: Type.Boolean(),
};

const Member = Type.Object({
  user: nullable(Uuid),
  username: nullable(Type.String()),
  full_name: nullable(Type.String()),
  short_name: nullable(Type.String()),
  local_name: nullable(Type.String({ description: 'The Unix name on the machine.' })),
  is_unknown: Type.Boolean({ description: 'An account of the machine that is nobody’s here.' }),
  wanted: Type.Boolean(),
  problem: nullable(Type.String({ description: 'Why they cannot be added.' })),
  seen: Type.Unsafe<'unknown' | 'absent' | 'added' | 'present'>({
    type: 'string',
    enum: ['unknown', 'absent', 'added', 'present'],
  }),
  state_text: Type.String(),
  seen_at: nullable(Time),
  seen_proof: nullable(Type.String({ description: 'The instruction whose answer proved it.' })),
  last_error: nullable(Type.String({ description: 'Why the account could not be made.' })),
  last_error_at: nullable(Time),
});

export const MachineSchema = Type.Object(
  {
    ...common,
    wanted_problem: nullable(Type.String()),
    seen: Type.Unsafe<'unknown' | 'absent' | 'added' | 'present' | 'blocked'>({
      type: 'string',
      enum: ['unknown', 'absent', 'added', 'present', 'blocked'],
    }),
    seen_at: nullable(Time),
    seen_proof: nullable(Type.String()),
    present_since: nullable(Time),
    compared_at: nullable(Time),
    local_name: nullable(Type.String()),
    limit: Type.Object({
      granted_seconds: Seconds,
      seen_seconds: nullable(Seconds),
      seen_at: nullable(Time),
      used_seconds: nullable(
        Type.Integer({ description: 'Node seconds in all; null before figures were collected.' }),
      ),
      used_at: nullable(Time),
    }),
    quotas: Type.Object({ wanted: Sizes, seen: Sizes }),
    block: nullable(Type.Object({ by: nullable(Type.String()), at: Time, comment: Type.String() })),
    members: Type.Array(Member),
    would_do: nullable(
      Type.Array(Type.String(), {
        description: 'The commands that an observed resource would get; null where it is active.',
      }),
    ),
  },
  { title: 'Machine' },
);

export const MachineListItem = Type.Object(
  {
    ...common,
    project: Url,
    project_uuid: Uuid,
    project_name: Type.String(),
    short_name: nullable(Type.String()),
  },
  { title: 'MachineListItem' },
);

export const MachineQuery = Type.Object({
  ...pageParameters,
  needs_attention: Type.Optional(Type.Boolean()),
  resource: Type.Optional(uuidInput('UUID of a resource.')),
  wanted: Type.Optional(Type.String({ description: 'present, blocked or absent.' })),
  state: Type.Optional(wordInput(machineStates)),
  unreached: Type.Optional(Type.Boolean({ description: 'What is wanted is not reached yet.' })),
});

export const BlockBody = Type.Object({
  comment: Type.Optional(Type.String({ maxLength: 1000 })),
});

export const InstructionSchema = Type.Object(
  {
    command: Type.String(),
    sent: Time,
    finished: nullable(Time),
    outcome: nullable(
      Type.Unsafe<'complete' | 'error' | 'unknown'>({
        type: 'string',
        enum: ['complete', 'error', 'unknown'],
      }),
    ),
    result: nullable(Type.String()),
  },
  { title: 'Instruction' },
);
