import type { AwardContext } from '../managed-projects/receive-award.ts';
import type { Command } from './command.ts';

/** What executing a command depends on. */
export type CommandContext = AwardContext;

/** A command with the id of the job that carried it. */
export interface JobCommand extends Command {
  jobId: string;
}
