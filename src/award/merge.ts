import { compareInstants } from './dates.ts';
import type { AwardDetails, Note } from './details.ts';

/** These follow the newest message even when it leaves them out (awards.md, Merge). */
const following = ['award', 'call', 'renewal', 'earliest_approve', 'membership_control'] as const;

/**
 * What is agreed after a message (awards.md, Merge): a field that is present replaces, absent
 * keeps; the breakdown merges by key; notes accumulate; project_link is ours alone.
 * Merging the same message twice is merging it once.
 */
export function mergeDetails(held: AwardDetails, message: AwardDetails): AwardDetails {
  const merged: AwardDetails = { ...held, ...present(message) };
  merged.notes = mergeNotes(held.notes, message.notes);
  if (held.breakdown && message.breakdown) {
    merged.breakdown = { ...held.breakdown, ...message.breakdown };
  }
  for (const field of following) if (message[field] === undefined) delete merged[field];
  return withProjectLink(merged, held.project_link);
}

/** Two threads of notes as one: no repeats, by time; the same whichever came first. */
export function mergeNotes(one: readonly Note[], other: readonly Note[]): Note[] {
  const byContent = new Map([...one, ...other].map((note) => [contentOf(note), note]));
  return [...byContent.entries()]
    .sort(
      ([contentA, a], [contentB, b]) =>
        compareInstants(a.timestamp, b.timestamp) || (contentA < contentB ? -1 : 1),
    )
    .map(([, note]) => note);
}

/** The details with our own link to the project, or with none. */
export function withProjectLink(
  details: AwardDetails,
  link: AwardDetails['project_link'],
): AwardDetails {
  const { project_link: _, ...rest } = details;
  return (link === undefined ? rest : { ...rest, project_link: link }) as AwardDetails;
}

function contentOf(note: Note): string {
  return JSON.stringify([note.timestamp, note.author, note.text]);
}

function present(message: AwardDetails): Partial<AwardDetails> {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null));
}
