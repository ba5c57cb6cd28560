import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventMessage } from '../../src/announcements/event-catalogue.ts';
import { buildBody } from '../../src/webhooks/forms/build-body.ts';
import { assertSlackTakes, assertTeamsTakes } from '../support/webhooks/chat-formats.ts';

/* What messages for people say, in the forms of Slack and Teams. */

const strange: EventMessage = {
  type: 'award.waiting',
  timestamp: '2026-11-27T00:00:00.000Z',
  data: {
    name: '<!channel> *bold* <https://evil.example|Click> [a](https://evil.example) & "b"',
    identifier: 'p1.ukri',
    url: 'https://desk.example.org/awards/p1.ukri/x',
  },
};

const sentence = `The award “${strange.data.name}” (p1.ukri) waits for a reviewer.`;

test('a long text is cut between characters, and what is left fits into Slack and Teams', () => {
  const long = `${'a'.repeat(299)}😀${'b'.repeat(5000)}`;
  const fields = { name: long, comment: long, identifier: long };
  const message: EventMessage = { ...strange, data: { ...strange.data, ...fields } };
  assertSlackTakes(buildBody('slack', { ...message, type: 'award.approved' }));
  assertTeamsTakes(buildBody('teams', { ...message, type: 'award.approved' }));
});

test('a message for Slack shows text of strangers as it is, and links only to our page', () => {
  assert.deepEqual(JSON.parse(buildBody('slack', strange)), {
    text: sentence.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: sentence, emoji: false } },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '<https://desk.example.org/awards/p1.ukri/x|Open it>' },
      },
    ],
  });
});

test('a message for Teams shows text of strangers as it is, and links only to our page', () => {
  const [card] = JSON.parse(buildBody('teams', strange)).attachments;
  assert.equal(card.contentType, 'application/vnd.microsoft.card.adaptive');
  const { body, actions } = card.content;
  assert.deepEqual(body, [
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: sentence }] },
  ]);
  const url = 'https://desk.example.org/awards/p1.ukri/x';
  assert.deepEqual(actions, [{ type: 'Action.OpenUrl', title: 'Open it', url }]);
});

test('without a public URL a message for people has no link', () => {
  const message = { ...strange, data: { ...strange.data, url: '/awards/p1.ukri/x' } };
  assert.equal(JSON.parse(buildBody('slack', message)).blocks.length, 1);
  assert.equal(JSON.parse(buildBody('teams', message)).attachments[0].content.actions, undefined);
});
