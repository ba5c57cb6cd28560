import path from 'node:path';
import type { Summary } from './worker-messages.ts';

/** More failed files than this are a fault of the code, not of a slow moment. */
const MAX_FILES = 3;

/**
 * Runs the files that failed once more, each alone, with `runAlone`; a fault that stays fails again.
 * Nothing is run again if more than three failed. Returns the totals with those of the second runs
 * in their places, and lines that name the files, relative to `root`, and how the second runs ended.
 */
export async function runFailedAgain(
  summaries: readonly Summary[],
  root: string,
  runAlone: (file: string) => Promise<Summary>,
): Promise<{ summaries: Summary[]; lines: string[] }> {
  const failed = summaries.filter(({ success }) => !success);
  if (failed.length > MAX_FILES) return { summaries: [...summaries], lines: [] };
  const replaced = [...summaries];
  const lines: string[] = [];
  for (const summary of failed) {
    const { file } = summary;
    if (file === undefined) continue;
    const second = await runAlone(file);
    replaced[replaced.indexOf(summary)] = second;
    const outcome = second.success ? 'UNSTABLE, passed alone' : 'failed again alone';
    lines.push(`${outcome}: ${path.relative(root, file)}`);
  }
  return { summaries: replaced, lines };
}
