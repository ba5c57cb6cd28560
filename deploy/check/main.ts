import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findProgram } from '../../test/support/find-program.ts';
import { buildTool, type ToolName, toolSources } from './build-tools.ts';
import {
  type Check,
  type CheckTools,
  checks,
  listImagesWithoutDigest,
  runCheck,
} from './checks.ts';

/*
 * `npm run deploy:check`: lets the makers' own tools read what is in deploy/. It builds those with Go and
 * pip at fixed versions, once, in `--tools FOLDER`. Exits 1 if a tool finds something, 2 if one cannot
 * be had here.
 */
const { values } = parseArgs({
  options: {
    tools: { type: 'string', default: path.join(tmpdir(), 'gatehouse-deploy-tools') },
  },
});
let isMissing = false;
let isFlawed = false;
for (const check of checks) {
  const tools = findTools(check);
  if (tools === null) continue;
  const problem = runCheck(check, tools);
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

/** null where one of them cannot be had here, which is printed. */
function findTools({ tool, helper, subject }: Check): CheckTools | null {
  let wanted: Check['tool'] = tool;
  try {
    const program = findTool(tool);
    wanted = helper ?? tool;
    return { program, helper: helper === undefined ? '' : findTool(helper) };
  } catch (error) {
    isMissing = true;
    console.log(`--   ${subject} (${wanted}): ${(error as Error).message}`);
    return null;
  }
}

/** Throws an Error that says why it cannot be had here. */
function findTool(tool: Check['tool']): string {
  if (tool in toolSources) return buildTool(tool as ToolName, path.resolve(values.tools));
  const found = findProgram(tool);
  if (found === null) throw new Error('it is not installed');
  return found;
}
