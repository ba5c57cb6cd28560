import type { Instruction } from './command.ts';
import type { InstanceContext } from './instance-context.ts';
import { formatProjectMapping, formatUserMapping, type ProjectName } from './names.ts';
import { type HandlerTable, type Result, requireArgument } from './result.ts';

/* What an instance does for a project (0.32.2 [run] where nothing else is said). */
export const projectHandlers: HandlerTable = {
  add_project: addProject,
  remove_project: removeProject,
  get_projects: async (context, { portal = '' }) => {
    await context.reach('account');
    const projects = context.instance.accounts.listGroups(portal);
    return { type: 'Vec<ProjectMapping>', value: projects.map(formatProjectMapping) };
  },
  get_project_mapping: async (context, instruction) => {
    const project = await requireProject(context, instruction);
    return toMapping(project);
  },
  get_users: async (context, instruction) => {
    await context.reach('account');
    const members = context.instance.accounts.listMembers(getProject(instruction));
    return { type: 'Vec<UserMapping>', value: members.map(formatUserMapping) };
  },
  block_project: (context, instruction) => setMembersBlocked(context, instruction, true),
  // Unblocks also who had been blocked alone.
  unblock_project: (context, instruction) => setMembersBlocked(context, instruction, false),
  is_blocked_project: async (context, instruction) => {
    await context.reach('account');
    const { accounts } = context.instance;
    const members = accounts.listMembers(getProject(instruction));
    const isBlocked = members.length > 0 && members.every((user) => accounts.isBlocked(user));
    return { type: 'bool', value: isBlocked };
  },
  set_limit: async (context, instruction) => {
    const { group } = await requireProject(context, instruction);
    const { seconds = 0 } = instruction;
    const { scheduler } = context.instance;
    await context.withSlurm(group, () => scheduler.setLimit(group, seconds, context.clock.now()));
    return { type: 'Usage', value: { seconds } };
  },
  get_limit: async (context, instruction) => {
    const { group } = await requireProject(context, instruction);
    const { scheduler } = context.instance;
    const seconds = await context.withSlurm(group, () => scheduler.getLimit(group));
    return { type: 'Usage', value: { seconds } };
  },
  // From the specification of 0.93; not seen.
  is_project_added: async (context, instruction) => {
    const { accounts, files, scheduler } = context.instance;
    await context.reach('account');
    const project = getProject(instruction);
    const isAdded =
      accounts.hasGroup(project) &&
      files.hasDirectories(project.group) &&
      scheduler.hasAccount(project.group);
    return { type: 'bool', value: isAdded };
  },
  is_project_removed: async (context, instruction) => {
    await context.reach('account');
    const isRemoved = !context.instance.accounts.hasGroup(getProject(instruction));
    return { type: 'bool', value: isRemoved };
  },
};

/** Complete also where the Slurm part failed; quotas go back to the default. */
async function addProject(context: InstanceContext, instruction: Instruction): Promise<Result> {
  const { accounts, files, scheduler } = context.instance;
  const project = getProject(instruction);
  await context.reach('account');
  accounts.addGroup(project);
  await context.reach('filesystem');
  files.addDirectories(project.group, 'project');
  await context.withSlurmUnseen(project.group, () => scheduler.addAccount(project.group));
  return toMapping(project);
}

/** Directories are kept aside; Slurm account, limit and use stay. */
async function removeProject(context: InstanceContext, instruction: Instruction): Promise<Result> {
  const { accounts, files, scheduler } = context.instance;
  const project = getProject(instruction);
  await context.reach('account');
  accounts.removeGroup(project);
  await context.reach('filesystem');
  files.removeDirectories(project.group);
  await context.withSlurmUnseen(project.group, () =>
    scheduler.cancelPendingJobs(project.group, context.clock.now()),
  );
  return toMapping(project);
}

async function setMembersBlocked(
  context: InstanceContext,
  instruction: Instruction,
  isBlocked: boolean,
): Promise<Result> {
  await context.reach('account');
  const { accounts } = context.instance;
  const members = accounts.listMembers(getProject(instruction));
  for (const user of members) accounts.setBlocked(user, isBlocked);
  return { type: 'Vec<UserMapping>', value: members.map(formatUserMapping) };
}

/** The project of the instruction; an error of the agents where its group is missing. */
export async function requireProject(
  context: InstanceContext,
  instruction: Instruction,
): Promise<ProjectName> {
  await context.reach('account');
  const project = getProject(instruction);
  context.instance.accounts.requireGroup(project);
  return project;
}

function getProject(instruction: Instruction): ProjectName {
  return requireArgument(instruction.project);
}

function toMapping(project: ProjectName): Result {
  return { type: 'ProjectMapping', value: formatProjectMapping(project) };
}
