/* Awards and decisions about them in the OpenAPI document. */

import { Type } from 'typebox';
import { AwardDetailsSchema } from '../audit/award-details-api-schema.ts';
import { reviewStates } from '../award/award-enums.ts';
import { waitingReasonCodes } from '../award/waiting-reason.ts';
import { FLAG_PATTERN } from '../http/filter-parameters.ts';
import { pageParameters } from '../http/pagination.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { searchText } from '../http/search-requests.ts';
import {
  Credits,
  Day,
  nullable,
  Time,
  timeInput,
  Url,
  urlInput,
  Uuid,
  uuidInput,
  wordInput,
} from '../http/api-schemas.ts';
import { ProjectSchema } from '../projects/api-schema.ts';
import { TemplateSchema } from '../templates/api-schema.ts';

/** What stands in `project_data` of an award without a project; its uuid is all zeros. */
const NoProject = Type.Object({
  url: Type.Unsafe<''>({ type: 'string', enum: [''] }),
  uuid: Uuid,
  name: Type.Unsafe<''>({ type: 'string', enum: [''] }),
});

const AwardState = Type.Unsafe<(typeof reviewStates)[number]>({
  type: 'string',
  enum: [...reviewStates],
});

const WaitingReasonSchema = Type.Object(
  {
    code: Type.String({ description: 'Such as above_approval_limit or embargoed.' }),
    text: Type.String({ description: 'The reason as a sentence.' }),
  },
  { additionalProperties: true },
);

/** The fourteen fields (docs/rules/api.md, R2.1), always there, text never null; then ours. */
export const ManagedProjectSchema = Type.Object(
  {
    state: AwardState,
    created: Time,
    reviewed_at: nullable(timeInput('Timestamp when the review was completed')),
    reviewed_by_full_name: Type.String(),
    reviewed_by_uuid: Uuid,
    review_comment: nullable(
      Type.String({ description: 'Optional comment provided during review' }),
    ),
    identifier: Type.String(),
    destination: Type.String({
      description: 'The destination used to send instructions from the remote portal.',
    }),
    details: AwardDetailsSchema,
    project: urlInput('URL of the project, empty without one.'),
    project_data: Type.Union([ProjectSchema, NoProject], {
      description: 'The project as its own endpoint shows it; without one, empty url and name.',
    }),
    project_template: Url,
    project_template_data: TemplateSchema,
    local_identifier: nullable(
      Type.String({ description: 'The local project identifier in this portal.' }),
    ),
    waiting_since: nullable(timeInput('When it began to wait this time; null unless pending.')),
    waiting_reasons: Type.Array(WaitingReasonSchema, {
      description: 'Why it waits; empty unless pending.',
    }),
    in_force_allocation: nullable(
      Type.String({ description: 'The allocation granted, whatever is asked for now.' }),
    ),
    refused_allocation: nullable(
      Type.String({ description: 'A changed allocation that was refused, the award going on.' }),
    ),
    message_problem: nullable(
      Type.String({ description: 'What was refused or left out of the last message.' }),
    ),
    message_problem_at: nullable(Time),
    user_list_problem: nullable(
      Type.String({ description: 'Members whom get_users cannot name to the awarding portal.' }),
    ),
    assignee_uuid: nullable(
      Type.String({
        format: 'uuid',
        description: 'The reviewer who takes care of it; null for readers without its audit.',
      }),
    ),
    assignee_full_name: nullable(Type.String()),
    assigned_at: nullable(Time),
    legal_hold_since: nullable(
      timeInput(
        'Since when nothing of it is deleted; null: no legal hold, or a reader without its audit.',
      ),
    ),
    legal_hold_reason: nullable(Type.String()),
  },
  { $id: 'ManagedProject', title: 'ManagedProject' },
);

/** Texts of which one must be the award's. */
const oneOfTexts = (description: string) =>
  Type.Optional(
    Type.Array(Type.String(), { description: `${description} Repeatable: one of them.` }),
  );
const timeBound = (description: string) => Type.Optional(timeInput(description));
const dayBound = (description: string) =>
  Type.Optional(Type.String({ description, 'x-doc': { format: 'date' } }));
const creditsBound = (description: string) =>
  Type.Optional(Type.String({ description, 'x-doc': { pattern: String.raw`^\d+(\.\d+)?$` } }));

/** Filters that Waldur does not have. */
const ownListParameters = {
  portal: oneOfTexts('Exactly this awarding portal.'),
  offering: oneOfTexts('Exactly this offering.'),
  call: oneOfTexts('Exactly this id of a call.'),
  waiting_reason: Type.Optional(
    Type.Array(wordInput(waitingReasonCodes), {
      description:
        'Pending, and waits for this reason, maybe beside others. Repeatable: one of them.',
    }),
  ),
  assignee_uuid: Type.Optional(
    Type.String({
      description:
        'UUID of the reviewer who takes care of it, or none: nobody does. Finds only awards whose audit the caller may read.',
      'x-doc': {
        type: undefined,
        anyOf: [
          { type: 'string', format: 'uuid' },
          { type: 'string', enum: ['none'] },
        ],
      },
    }),
  ),
  member_uuid: Type.Optional(
    uuidInput('UUID of a person whom the award names as a member by one of their e-mails.'),
  ),
  mentioned_uuid: Type.Optional(
    uuidInput(
      'UUID of a person whom an internal note mentions. Finds only awards whose audit the caller may read.',
    ),
  ),
  legal_hold: Type.Optional(
    Type.String({
      description: 'true finds only awards under legal hold whose audit the caller may read.',
      'x-doc': { pattern: FLAG_PATTERN },
    }),
  ),
  created_after: timeBound('Arrived at this time or later.'),
  created_before: timeBound('Arrived at this time or earlier.'),
  waiting_since_after: timeBound('Waits since this time or later.'),
  waiting_since_before: timeBound('Waits since this time or earlier.'),
  start_date_after: dayBound('Starts on this day or later.'),
  start_date_before: dayBound('Starts on this day or earlier.'),
  end_date_after: dayBound('Ends on this day or later.'),
  end_date_before: dayBound('Ends on this day or earlier.'),
  requested_credits_min: creditsBound('Asks for this many credits or more.'),
  requested_credits_max: creditsBound('Asks for this many credits or fewer.'),
};

export const ListQuery = Type.Object({
  ...pageParameters,
  identifier: Type.Optional(searchText('Contains, any case.')),
  local_identifier: Type.Optional(searchText('Contains, any case.')),
  project: Type.Optional(urlInput('URL of a project.', resourcePaths.projects)),
  project_uuid: Type.Optional(uuidInput('UUID of a project.')),
  project_template: Type.Optional(urlInput('URL of a template.', resourcePaths.templates)),
  project_template_uuid: Type.Optional(uuidInput('UUID of a template.')),
  query: Type.Optional(
    searchText(
      'Contains, any case, in identifier, award, project or template name; one or two letters find them at the beginning of these.',
    ),
  ),
  state: Type.Optional(Type.Array(wordInput(reviewStates), { description: 'Repeatable.' })),
  hide_embargoed: Type.Optional(
    Type.String({
      description: 'true leaves out what cannot be approved yet.',
      'x-doc': { pattern: FLAG_PATTERN },
    }),
  ),
  ...ownListParameters,
});

export const AwardKeyParams = Type.Object({
  identifier: Type.String({ description: 'The identifier of the managed project' }),
  destination: Type.String({ description: 'The destination of the managed project' }),
});

/** Unknown and read-only fields are ignored, so that a client may send back what it read. */
export const ReviewCommentBody = Type.Object({
  comment: Type.Optional(nullable(Type.String({ maxLength: 2000 }))),
});

/** Why a legal hold begins or ends. */
export const LegalHoldBody = Type.Object({
  reason: Type.String({
    minLength: 1,
    maxLength: 2000,
    description: 'For those who may read the audit of the award; never sent.',
  }),
});

export const AttachProjectBody = Type.Object({
  project_uuid: Type.String({
    format: 'uuid',
    description: 'UUID of the project to attach to this managed project',
  }),
});

export const AddNoteBody = Type.Object({
  text: Type.String({ minLength: 1, maxLength: 10_000 }),
});

export const IfMatchHeaders = Type.Object({
  'if-match': Type.Optional(Type.String({ description: 'The ETag that the reviewer saw.' })),
});

const PlannedMember = Type.Object(
  {
    email: Type.String({ description: 'Empty for a member without one.' }),
    role: Type.String(),
  },
  { title: 'PlannedMember' },
);

/** What approving now would do. */
export const PlanSchema = Type.Object(
  {
    allowed: Type.Boolean({ description: 'Whether approving now would succeed.' }),
    barriers: Type.Array(Type.Object({ code: Type.String(), detail: Type.String() })),
    embargo: nullable(timeInput('Not before, where that is still ahead.')),
    project: Type.Object({
      action: Type.String({
        description: 'create, update (its own), or link (one that was attached)',
        'x-doc': { enum: ['create', 'update', 'link'] },
      }),
      uuid: nullable(Uuid),
      name: Type.String(),
      description: Type.String(),
      short_name: Type.String(),
      local_identifier: Type.String(),
      customer: Url,
      customer_name: Type.String(),
      start_date: nullable(Day),
      end_date: nullable(Day),
    }),
    credits: Type.Object({
      before: nullable(Credits),
      after: nullable(Credits),
      approval_limit: nullable(Credits),
      max_credit_limit: nullable(Credits),
      above_approval_limit: Type.Boolean(),
      above_max_credit_limit: Type.Boolean(),
      unmapped_unit: nullable(Type.String()),
    }),
    members: Type.Object({
      invited: Type.Array(PlannedMember),
      changed: Type.Array(PlannedMember),
      removed: Type.Array(PlannedMember),
      skipped: Type.Array(
        Type.Object({ email: Type.String(), role: Type.String(), reason: Type.String() }),
      ),
    }),
    machines: Type.Array(
      Type.Object({
        resource: Type.String(),
        resource_name: Type.String(),
        is_observed: Type.Boolean({ description: 'Nothing is changed there.' }),
        wanted: Type.String({ description: 'present or blocked' }),
        wanted_reason: Type.String(),
        problem: nullable(Type.String()),
        limit_seconds: Type.Integer({ description: 'Node seconds.' }),
        quotas: Type.Record(Type.String(), Type.String(), { description: 'Volume → size.' }),
        people: Type.Array(
          Type.Object({
            email: Type.String(),
            short_name: nullable(Type.String()),
            problem: nullable(Type.String({ description: 'Why they are not added at once.' })),
          }),
        ),
      }),
      { description: 'What is made on which resource.' },
    ),
  },
  { title: 'Plan' },
);
