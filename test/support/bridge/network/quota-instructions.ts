import { AgentError } from './agent-error.ts';
import type { Instruction } from './command.ts';
import type { InstanceContext } from './instance-context.ts';
import { requireProject } from './project-instructions.ts';
import { type HandlerTable, type Result, requireArgument } from './result.ts';

/* Quotas (0.32.2 [run] where nothing else is said). */
export const quotaHandlers: HandlerTable = {
  set_project_quota: setQuota,
  get_project_quota: getQuota,
  get_project_quotas: getQuotas,
  clear_project_quota: clearQuota,
  set_user_quota: setQuota,
  get_user_quota: getQuota,
  get_user_quotas: getQuotas,
  clear_user_quota: clearQuota,
};

/** A volume without an engine: Complete with `unlimited`, and nothing set. */
async function setQuota(context: InstanceContext, instruction: Instruction): Promise<Result> {
  const { name, kind } = await requireOwner(context, instruction);
  const { volume, limit } = instruction;
  const { files } = context.instance;
  const quota = files.setQuota(name, kind, requireArgument(volume), requireArgument(limit));
  return { type: 'Quota', value: quota };
}

async function getQuota(context: InstanceContext, instruction: Instruction): Promise<Result> {
  const { name, kind } = await requireOwner(context, instruction);
  const quota = context.instance.files.getQuota(name, kind, requireArgument(instruction.volume));
  return { type: 'Quota', value: quota };
}

async function getQuotas(context: InstanceContext, instruction: Instruction): Promise<Result> {
  const { name, kind } = await requireOwner(context, instruction);
  return { type: 'HashMap<Volume, Quota>', value: context.instance.files.getQuotas(name, kind) };
}

/** An error although it is done. */
async function clearQuota(context: InstanceContext, instruction: Instruction): Promise<Result> {
  const { name, kind } = await requireOwner(context, instruction);
  context.instance.files.clearQuota(name, kind, requireArgument(instruction.volume));
  throw new AgentError('No result available');
}

async function requireOwner(context: InstanceContext, instruction: Instruction) {
  const { user } = instruction;
  if (!user) {
    const { group } = await requireProject(context, instruction);
    await context.reach('filesystem');
    return { name: group, kind: 'project' as const };
  }
  await context.reach('account');
  context.instance.accounts.requireAccount(user);
  await context.reach('filesystem');
  return { name: user.account, kind: 'user' as const };
}
