import type { Instruction } from './command.ts';
import type { InstanceContext } from './instance-context.ts';
import { formatUserMapping, type UserName } from './names.ts';
import { type HandlerTable, type Result, requireArgument } from './result.ts';

/* What an instance does for a person (0.32.2 [run] where nothing else is said). */
export const userHandlers: HandlerTable = {
  add_user: addUser,
  remove_user: removeUser,
  get_user_mapping: async (context, instruction) => {
    await context.reach('account');
    const user = getUser(instruction);
    context.instance.accounts.requireAccount(user);
    return toMapping(user);
  },
  // Stops logins only: jobs run on and can still be submitted.
  block_user: (context, instruction) => setBlocked(context, instruction, true),
  unblock_user: (context, instruction) => setBlocked(context, instruction, false),
  is_blocked_user: async (context, instruction) => {
    await context.reach('account');
    return { type: 'bool', value: context.instance.accounts.isBlocked(getUser(instruction)) };
  },
  is_protected_user: async (context, instruction) => {
    await context.reach('account');
    return { type: 'bool', value: context.instance.accounts.isProtected(getUser(instruction)) };
  },
  // From the specification of 0.93; not seen.
  is_user_added: async (context, instruction) => {
    await context.reach('account');
    const { accounts, files, scheduler } = context.instance;
    const user = getUser(instruction);
    const isAdded =
      accounts.hasAccount(user) &&
      files.hasDirectories(user.account) &&
      scheduler.hasUser(user.project.group, user.account);
    return { type: 'bool', value: isAdded };
  },
  is_user_removed: async (context, instruction) => {
    await context.reach('account');
    const isRemoved = !context.instance.accounts.hasAccount(getUser(instruction));
    return { type: 'bool', value: isRemoved };
  },
};

/**
 * Complete also where the Slurm part failed. A blocked person stays blocked, and a protected account
 * is left alone: Complete and nothing done. Quotas of the project and the person go back to the
 * default.
 */
async function addUser(context: InstanceContext, instruction: Instruction): Promise<Result> {
  const { accounts, files, scheduler } = context.instance;
  const user = getUser(instruction);
  const { group } = user.project;
  await context.reach('account');
  if (accounts.isProtected(user) || accounts.isBlocked(user)) return toMapping(user);
  accounts.addAccount(user);
  await context.reach('filesystem');
  files.addDirectories(group, 'project');
  files.addDirectories(user.account, 'user');
  await context.withSlurmUnseen(group, () =>
    scheduler.addUser(group, user.account, context.clock.now()),
  );
  return toMapping(user);
}

/** Pending jobs are cancelled, running ones go on, the home is kept aside. */
async function removeUser(context: InstanceContext, instruction: Instruction): Promise<Result> {
  const { accounts, files, scheduler } = context.instance;
  const user = getUser(instruction);
  const { group } = user.project;
  await context.reach('account');
  if (accounts.isProtected(user)) return toMapping(user);
  accounts.removeAccount(user);
  await context.reach('filesystem');
  files.removeDirectories(user.account);
  await context.withSlurmUnseen(group, () =>
    scheduler.cancelPendingJobs(group, context.clock.now(), user.account),
  );
  return toMapping(user);
}

async function setBlocked(
  context: InstanceContext,
  instruction: Instruction,
  isBlocked: boolean,
): Promise<Result> {
  await context.reach('account');
  const user = getUser(instruction);
  context.instance.accounts.setBlocked(user, isBlocked);
  return toMapping(user);
}

function getUser(instruction: Instruction): UserName {
  return requireArgument(instruction.user);
}

function toMapping(user: UserName): Result {
  return { type: 'UserMapping', value: formatUserMapping(user) };
}
