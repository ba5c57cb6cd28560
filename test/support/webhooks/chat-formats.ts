import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { Ajv, type ValidateFunction } from 'ajv';

// Its main file is for bundlers.
const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof AdaptiveCards;

/* What Slack and Teams take, as their public documentation says. */

const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});
/** A text object of a section has at least 1 and at most 3,000 characters. */
const sectionText = { type: 'string', minLength: 1, maxLength: 3000 };

/** docs.slack.dev: "Sending messages using incoming webhooks", "Section block", "Text object". */
const slackSchema = object({
  text: { type: 'string', minLength: 1, maxLength: 40_000 },
  blocks: {
    type: 'array',
    minItems: 1,
    maxItems: 50,
    items: object({
      type: { const: 'section' },
      text: {
        oneOf: [
          object({
            type: { const: 'plain_text' },
            text: sectionText,
            emoji: { type: 'boolean' },
          }),
          object({ type: { const: 'mrkdwn' }, text: sectionText }),
        ],
      },
    }),
  },
});

/** learn.microsoft.com: "Create incoming webhooks with Workflows for Microsoft Teams". */
const teamsSchema = object({
  type: { const: 'message' },
  attachments: {
    type: 'array',
    minItems: 1,
    items: object({
      contentType: { const: 'application/vnd.microsoft.card.adaptive' },
      content: { type: 'object' },
    }),
  },
});
/** A message of a workflow may have 28 kB. */
const MAX_TEAMS_BYTES = 28 * 1024;

const ajv = new Ajv();
const isSlack = ajv.compile(slackSchema);
const isTeams = ajv.compile(teamsSchema);

function assertValid(validate: ValidateFunction, body: string): void {
  assert.ok(validate(JSON.parse(body)), `${ajv.errorsText(validate.errors)}: ${body}`);
  // A half of a surrogate pair, escaped: neither takes it.
  assert.doesNotMatch(body, /\\u[dD][89a-fA-F]/);
}

export function assertSlackTakes(body: string): void {
  assertValid(isSlack, body);
}

/** The card itself is read by Microsoft's own library, strictly. */
export function assertTeamsTakes(body: string): void {
  assertValid(isTeams, body);
  assert.ok(Buffer.byteLength(body) <= MAX_TEAMS_BYTES);
  for (const { content } of JSON.parse(body).attachments) {
    const context = new SerializationContext(Versions.v1_4);
    const card = new AdaptiveCard();
    card.parse(content, context);
    const problems = [
      ...Array.from({ length: context.eventCount }, (_, place) => context.getEventAt(place)),
      ...card.validateProperties().validationEvents,
    ];
    assert.deepEqual(
      problems.map(({ message }) => message),
      [],
    );
    assert.deepEqual(card.toJSON(), content, 'the library leaves out what it does not know');
  }
}
