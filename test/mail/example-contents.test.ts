import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Announcement } from '../../src/announcements/announcement.ts';
import { exampleContents } from '../../src/mail/example-contents.ts';
import type { MailContent } from '../../src/mail/mail-content.ts';
import { planMails } from '../../src/mail/mail-of-event.ts';

/** The path of the mail that an event like the one of this example becomes. */
function findPlannedPath({ facts, path }: MailContent): string | undefined {
  const { channel, receiver, refused } = facts;
  const word = typeof channel === 'object' && channel !== null && 'word' in channel;
  const announcement: Announcement = {
    ...{ id: 1, event: 'delivery.given_up', eventId: '', identifier: '', destination: '' },
    ...{ created: '2026-11-23T09:30:00Z', customerId: null, providerId: null, projectId: null },
    ...{ isProjectRemoved: false, awardOfProject: null, isGrantChanged: false, performedBy: null },
    data: {
      channel: word ? channel.word.replace('channel.', '') : '',
      receiver: receiver ?? '',
      error: '',
      refused: refused === 'yes',
      url: `https://desk.example.org${path}`,
    },
  };
  return planMails(announcement, undefined)[0]?.content.path;
}

test('examples of deliveries that were given up lead where their mails do', () => {
  const examples = exampleContents.filter(({ content }) => content.kind === 'deliveries_given_up');
  assert.deepEqual(
    examples.map(({ name, content }) => [name, content.path]),
    examples.map(({ name, content }) => [name, findPlannedPath(content)]),
  );
  const webhook = exampleContents.find(({ name }) => name === 'webhook_disabled');
  const ofWebhook = examples.find(({ name }) => name === 'deliveries_given_up_webhook');
  assert.equal(ofWebhook?.content.path, webhook?.content.path);
});
