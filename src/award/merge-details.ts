import { compareInstants } from './dates.ts';
import type { AwardDetails, AwardNote } from './award-details.ts';

/** These follow the newest message even when it leaves them out (awards.md, Merge). */
const latestMessageFields = [
  'award',
  'call',
  'renewal',
  'earliest_approve',
  'membership_control',
] as const;

/**
 * What is agreed after a message (awards.md, Merge): a field that is present replaces, absent
 * keeps; the breakdown merges by key; notes accumulate; project_link is ours alone.
 * Merging the same message twice is merging it once.
 */
export function mergeDetails(held: AwardDetails, message: AwardDetails): AwardDetails {
  const merged: AwardDetails = { ...held, ...omitNulls(message) };
  merged.notes = mergeNotes(held.notes, message.notes);
  if (held.breakdown && message.breakdown) {
    merged.breakdown = { ...held.breakdown, ...message.breakdown };
  }
  for (const field of latestMessageFields) if (message[field] === undefined) delete merged[field];
  return setProjectLink(merged, held.project_link);
}

/** Two threads of notes as one: no repeats, by time; the same whichever came first. */
export function mergeNotes(one: readonly AwardNote[], other: readonly AwardNote[]): AwardNote[] {
  const byContent = new Map([...one, ...other].map((note) => [getNoteKey(note), note]));
  return [...byContent.entries()]
    .sort(
      ([contentA, a], [contentB, b]) =>
        compareInstants(a.timestamp, b.timestamp) || (contentA < contentB ? -1 : 1),
    )
    .map(([, note]) => note);
}

/** The details with our own link to the project, or with none. */
export function setProjectLink(
  details: AwardDetails,
  link: AwardDetails['project_link'],
): AwardDetails {
  const { project_link: _, ...rest } = details;
  return (link === undefined ? rest : { ...rest, project_link: link }) as AwardDetails;
}

function getNoteKey(note: AwardNote): string {
  return JSON.stringify([note.timestamp, note.author, note.text]);
}

function omitNulls(message: AwardDetails): Partial<AwardDetails> {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null));
}
