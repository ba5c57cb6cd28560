/* The bridge's jobs in the OpenAPI document. */

import { Type } from 'typebox';
import { nullable, Time, Uuid } from '../http/api-schemas.ts';
import { instructions } from '../openportal/execute-command.ts';
import { jobOutcomes } from './job-outcomes.ts';
import { jobStates } from './job-log-queries.ts';

const NullableText = nullable(Type.String());

const jobFields = {
  uuid: Uuid,
  state: Type.Unsafe<(typeof jobStates)[number]>({
    type: 'string',
    enum: [...jobStates],
    description:
      'open: it is tried again. answered: the bridge accepted the answer. dead: it ended without, and nobody has decided about it. given_up: staff did.',
  }),
  asked_by: nullable(Type.String({ description: 'The awarding portal.' })),
  offering: NullableText,
  instruction: nullable(
    Type.String({
      description: 'null: it is none that is executed here, or the job cannot be read.',
      'x-doc': { enum: [...instructions] },
    }),
  ),
  subject: nullable(
    Type.String({ description: 'The identifier of the award, or the portal, it is about.' }),
  ),
  received: Time,
  expires: Time,
  answered: nullable({ ...Time, description: 'When the result was reached.' }),
  closed: nullable({
    ...Time,
    description: 'When the bridge had accepted the answer, or it ended.',
  }),
  outcome: nullable(
    Type.String({
      description: 'How it ended; null: not yet.',
      'x-doc': { enum: [...jobOutcomes] },
    }),
  ),
  failed_attempts: Type.Integer(),
  last_attempt: nullable({ ...Time, description: 'The last failed one.' }),
  last_error: nullable(Type.String({ description: 'Why the last attempt failed.' })),
  error: nullable(Type.String({ description: 'The message of the error that was answered.' })),
};

export const JobSchema = Type.Object(jobFields, { title: 'Job' });

/** What was answered, as far as people may see it here. */
const JobAnswerSchema = Type.Object({
  type: Type.String({ description: 'The type of the result, or the class of the error.' }),
  message: nullable(Type.String({ description: 'Of an error.' })),
  value: nullable(
    Type.String({
      description: 'JSON; null where it may hold personal data, which is not shown here.',
    }),
  ),
  bytes: Type.Integer({ description: 'The size of the value as JSON.' }),
});

export const JobDetailSchema = Type.Object(
  {
    ...jobFields,
    answer: nullable(JobAnswerSchema),
  },
  { title: 'JobDetail' },
);
