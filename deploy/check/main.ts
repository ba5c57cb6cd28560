import path from 'node:path';
import { parseArgs } from 'node:util';
import { findProgram } from '../../test/support/find-program.ts';
import { buildTool, defaultToolsFolder, type ToolName, toolSources } from './build-tools.ts';
import { type CheckTool, checks, listImagesWithoutDigest, runCheck } from './checks.ts';

/*
 * `npm run deploy:check`: lets the makers' own tools read what is in deploy/. It builds those with Go and
 * pip at fixed versions, once, in `--tools FOLDER`. Exits 1 if a tool finds something, 2 if one is not
 * available here.
 */
const { values } = parseArgs({
  options: {
    tools: { type: 'string', default: defaultToolsFolder },
  },
});

/** A tool that is not available here, and why. */
class MissingToolError extends Error {
  readonly tool: CheckTool;

  constructor(tool: CheckTool, reason: string) {
    super(reason);
    this.tool = tool;
  }
}

let isMissing = false;
let isFlawed = false;
for (const check of checks) {
  let problem: string | null;
  try {
    problem = runCheck(check, findTool);
  } catch (error) {
    if (!(error instanceof MissingToolError)) throw error;
    isMissing = true;
    console.log(`--   ${check.subject} (${error.tool}): ${error.message}`);
    continue;
  }
  const source = check.tool in toolSources ? toolSources[check.tool as ToolName] : check.tool;
  console.log(`${problem === null ? 'ok  ' : 'FAIL'} ${check.subject} (${source})`);
  if (problem === null) continue;
  isFlawed = true;
  console.log(problem);
}
for (const image of listImagesWithoutDigest()) {
  console.log(
    `warn ${image} is named by its tag alone; a release pins its digest (docs/releasing.md)`,
  );
}
if (isFlawed) process.exitCode = 1;
else if (isMissing) process.exitCode = 2;

/** The path of a tool. Throws MissingToolError. */
function findTool(tool: CheckTool): string {
  try {
    if (tool in toolSources) return buildTool(tool as ToolName, path.resolve(values.tools));
  } catch (error) {
    throw new MissingToolError(tool, (error as Error).message);
  }
  const found = findProgram(tool);
  if (found === null) throw new MissingToolError(tool, 'it is not installed');
  return found;
}
