import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildAwardNotification } from '../../src/outbox/channels/bridge-channel.ts';
import {
  type ChannelName,
  channelNames,
  channelOfKind,
  listKinds,
  type OutboxKind,
  outboxKinds,
} from '../../src/outbox/outbox-entry.ts';

/* The kinds are a closed list: `npm run typecheck` fails where a place does not decide about one. */

// @ts-expect-error a kind that no channel delivers does not compile
export const withoutChannel: Record<OutboxKind | 'invitation_mail', ChannelName> = channelOfKind;

export const unknownChannel: Record<OutboxKind, ChannelName> = {
  ...channelOfKind,
  // @ts-expect-error a channel that is not on the list does not compile
  award_notification: 'pigeon',
};

test('every kind is delivered by one channel, and every channel has a kind', () => {
  for (const kind of outboxKinds) {
    const channels = channelNames.filter((name) => listKinds(name).includes(kind));
    assert.deepEqual(channels, [channelOfKind[kind]]);
  }
  for (const name of channelNames) assert.ok(listKinds(name).length > 0, name);
});

test('an award notification goes to the reversed destination', () => {
  const entry = {
    event: 'award_accepted',
    identifier: 'p1.ukri',
    destination: 'ukri.brics.isambard-ai',
  };
  assert.equal(buildAwardNotification(entry), 'isambard-ai.brics.ukri award_accepted p1.ukri');
});
