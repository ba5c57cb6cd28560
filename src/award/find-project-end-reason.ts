import { isPastGrace } from './dates.ts';
import type { ExistingProject } from './existing-award.ts';
import type { MergedMessage } from './incoming-message.ts';

/** Why the project is over and the message does not go on with it; null while it goes on. */
export function findEndOfProject(
  { merged, input }: Pick<MergedMessage, 'merged' | 'input'>,
  project: ExistingProject,
): string | null {
  const { end_date: end } = merged;
  const isExtended = end !== null && end >= input.today && end !== project.endDate;
  if (isExtended || !isPastGrace(project.endDate, input.today)) return null;
  return `The project of this award ended on ${project.endDate}, more than 30 days ago.`;
}
