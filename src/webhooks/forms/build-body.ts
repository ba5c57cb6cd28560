/* The bodies of messages: the event as JSON, or as a message for the people in a chat. */

import type { EventMessage } from '../../announcements/event-catalogue.ts';
import type { WebhookForm } from '../../database/webhook-schema.ts';
import { describeEvent } from './describe-event.ts';

const builders: Record<WebhookForm, (message: EventMessage) => object> = {
  standard: (message) => message,
  slack: buildSlackMessage,
  teams: buildTeamsMessage,
};

/** The body of a message in the form of a webhook. */
export function buildBody(form: WebhookForm, message: EventMessage): string {
  return JSON.stringify(builders[form](message));
}

/**
 * A message for a Slack incoming webhook. The sentence is `plain_text`, in which names from
 * strangers cannot become links, mentions or emphasis; `text` is for notifications, escaped as
 * Slack's formatting guide says.
 */
function buildSlackMessage(message: EventMessage): object {
  const sentence = describeEvent(message);
  const url = findPageUrl(message);
  return {
    text: escapeForSlack(sentence),
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: sentence, emoji: false } },
      ...(url === null
        ? []
        : [
            { type: 'section', text: { type: 'mrkdwn', text: `<${escapeForSlack(url)}|Open it>` } },
          ]),
    ],
  };
}

function escapeForSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * An adaptive card for a Teams workflow. A `TextRun` shows its text as it is, while a `TextBlock`
 * would read Markdown in names from strangers.
 */
function buildTeamsMessage(message: EventMessage): object {
  const url = findPageUrl(message);
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: describeEvent(message) }] },
          ],
          ...(url !== null && { actions: [{ type: 'Action.OpenUrl', title: 'Open it', url }] }),
        },
      },
    ],
  };
}

/** null where the service has no public URL, so that the event has only a path. */
function findPageUrl({ data }: EventMessage): string | null {
  const { url } = data;
  return typeof url === 'string' && /^https?:\/\//.test(url) ? url : null;
}
