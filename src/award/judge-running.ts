import type { ExistingProject } from './existing-award.ts';
import { findEndOfProject } from './find-project-end-reason.ts';
import type { MergedMessage } from './incoming-message.ts';
import { type ChangeVerdict, judgeChange } from './judge-change.ts';
import { isEmptyPlan } from './membership.ts';
import { type ProjectEffects, planProjectUpdate } from './project-change.ts';

/** What the rules say of a message to a running award. */
export interface RunningVerdict {
  /** Why its project is over, and the message does not go on with it; null while it goes on. */
  end: string | null;
  /** Whether neither the award nor its members would change. */
  isUnchanged: boolean;
  change: ChangeVerdict;
  /** How the project follows the message in all but its credits. */
  effects: ProjectEffects;
}

/** Judges a message to a running award (docs/rules/awards.md, A5.8 to A5.15). */
export function judgeRunning(message: MergedMessage, project: ExistingProject): RunningVerdict {
  const { existing, merged, isChanged, namesMembers, input } = message;
  const effects = planProjectUpdate(merged, existing.template, project, { namesMembers });
  return {
    end: findEndOfProject(message, project),
    isUnchanged: !isChanged && isEmptyPlan(effects.members),
    change: judgeChange(merged, existing, project, input),
    effects,
  };
}
