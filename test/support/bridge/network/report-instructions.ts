import { AgentError, SlurmError } from './agent-error.ts';
import type { Instruction } from './command.ts';
import { type DayRange, formatDay, getRangeBounds, listDays } from './day-range.ts';
import type { InstanceContext } from './instance-context.ts';
import type { ProjectName } from './names.ts';
import { requireProject } from './project-instructions.ts';
import { type HandlerTable, requireArgument } from './result.ts';
import { buildDailyReports, type DailyReport } from './usage-report.ts';

/* Usage and storage (0.32.2 [run] where nothing else is said). */
export const reportHandlers: HandlerTable = {
  get_usage_report: async (context, instruction) => {
    const project = await requireProject(context, instruction);
    await expireIfTooLong(context, [project], getRange(instruction));
    const value = await buildUsageReport(context, project, getRange(instruction));
    return { type: 'ProjectUsageReport', value };
  },
  get_usage_reports: async (context, instruction) => {
    const portal = requireArgument(instruction.portal);
    await context.reach('account');
    const projects = context.instance.accounts.listGroups(portal);
    await expireIfTooLong(context, projects, getRange(instruction));
    const reports = await Promise.all(
      projects.map((project) => buildUsageReport(context, project, getRange(instruction))),
    );
    const byProject = Object.fromEntries(reports.map((report) => [report.project, report]));
    return { type: 'UsageReport', value: { portal, reports: byProject } };
  },
  get_storage_report: async (context, instruction) => {
    const project = await requireProject(context, instruction);
    await requireToday(context, instruction);
    return { type: 'ProjectStorageReport', value: buildStorageReport(context, project) };
  },
  get_storage_reports: async (context, instruction) => {
    const portal = requireArgument(instruction.portal);
    await context.reach('account');
    await requireToday(context, instruction);
    const reports = context.instance.accounts
      .listGroups(portal)
      .map((project) => [project.identifier, buildStorageReport(context, project)] as const);
    return { type: 'StorageReport', value: { portal, reports: Object.fromEntries(reports) } };
  },
};

async function expireIfTooLong(
  context: InstanceContext,
  projects: ProjectName[],
  range: DayRange,
): Promise<void> {
  const { maxUsageDays } = context.instance;
  if (listDays(range).length * projects.length > maxUsageDays) await context.expire();
}

/** Complete with no days at all while Slurm is down, or where it has no such account. */
async function buildUsageReport(context: InstanceContext, project: ProjectName, range: DayRange) {
  const { scheduler } = context.instance;
  const now = context.clock.now();
  const machine = { node: scheduler.node, now, hasRuntimes: context.isNewVersion };
  let reports: Record<string, DailyReport> = {};
  try {
    reports = await context.withSlurm(project.group, () =>
      buildDailyReports(
        scheduler.listStartedJobs(project.group, now, getRangeBounds(range)),
        range,
        machine,
      ),
    );
  } catch (error) {
    if (!(error instanceof SlurmError)) throw error;
    context.isSwallowed = true;
  }
  return { project: project.identifier, reports, users: getLocalNames(context, project) };
}

/** Of members only: the mapping of anybody who was removed is forgotten. */
function getLocalNames(context: InstanceContext, project: ProjectName): Record<string, string> {
  const members = context.instance.accounts.listMembers(project);
  return Object.fromEntries(members.map((user) => [user.identifier, user.account]));
}

function buildStorageReport(context: InstanceContext, project: ProjectName) {
  const { accounts, files } = context.instance;
  const userQuotas = accounts
    .listMembers(project)
    .map((user) => [user.identifier, files.getQuotas(user.account, 'user')] as const);
  return {
    project: project.identifier,
    generated_at: context.clock.formatNow(),
    project_quotas: files.getQuotas(project.group, 'project'),
    user_quotas: Object.fromEntries(userQuotas),
    users: getLocalNames(context, project),
  };
}

async function requireToday(context: InstanceContext, instruction: Instruction): Promise<void> {
  await context.reach('filesystem');
  const { from, to } = getRange(instruction);
  const today = formatDay(context.clock.now());
  if (from === today && to === today) return;
  throw new AgentError(`Storage reports only support today's date; requested range: ${from}:${to}`);
}

function getRange(instruction: Instruction): DayRange {
  return requireArgument(instruction.range);
}
