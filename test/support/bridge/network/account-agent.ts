import { AgentError } from './agent-error.ts';
import {
  formatProjectMapping,
  formatUserMapping,
  type ProjectName,
  type UserName,
} from './names.ts';

interface Account {
  user: UserName;
  isInGroup: boolean;
  isBlocked: boolean;
  /** Made by somebody else: the agents leave it alone ("protected"). */
  isProtected: boolean;
}

/** Unix groups and accounts of one instance, as op-localaccount 0.32.2 keeps them [run]. */
export class AccountAgent {
  readonly #groups = new Map<string, ProjectName>();
  readonly #accounts = new Map<string, Account>();

  addGroup(project: ProjectName): void {
    if (!isUnixName(project.group)) {
      throw new AgentError(
        `groupadd failed for '${project.group}': exit code 3, stderr: groupadd: '${project.group}' is not a valid group name`,
      );
    }
    this.#groups.set(project.group, project);
  }

  /** The accounts stay, without the group. */
  removeGroup(project: ProjectName): void {
    this.#groups.delete(project.group);
    for (const account of this.#accounts.values()) {
      if (account.user.project.group === project.group) account.isInGroup = false;
    }
  }

  hasGroup(project: ProjectName): boolean {
    return this.#groups.has(project.group);
  }

  listGroups(portal: string): ProjectName[] {
    return [...this.#groups.values()].filter((project) => project.portal === portal);
  }

  /** A blocked account stays blocked; the group is made if it is missing. */
  addAccount(user: UserName): void {
    this.addGroup(user.project);
    if (!isUnixName(user.account)) {
      throw new AgentError(
        `useradd failed for '${user.account}': exit code 3, stderr: useradd: invalid user name '${user.account}'`,
      );
    }
    const existing = this.#accounts.get(user.account);
    this.#accounts.set(user.account, {
      user,
      isInGroup: true,
      isBlocked: existing?.isBlocked ?? false,
      isProtected: false,
    });
  }

  removeAccount(user: UserName): void {
    this.#accounts.delete(user.account);
  }

  /** An account that an administrator made by hand. */
  addProtectedAccount(user: UserName): void {
    this.#accounts.set(user.account, {
      user,
      isInGroup: false,
      isBlocked: false,
      isProtected: true,
    });
  }

  hasAccount(user: UserName): boolean {
    return this.#accounts.has(user.account);
  }

  isProtected(user: UserName): boolean {
    return this.#accounts.get(user.account)?.isProtected ?? false;
  }

  isBlocked(user: UserName): boolean {
    return this.#accounts.get(user.account)?.isBlocked ?? false;
  }

  setBlocked(user: UserName, isBlocked: boolean): void {
    const account = this.#accounts.get(user.account);
    if (account?.isProtected) return;
    if (!account) {
      if (!isBlocked) return;
      throw new AgentError(
        `usermod -aG openportal.blocked failed for '${user.account}': exit code 6, stderr: usermod: user '${user.account}' does not exist`,
      );
    }
    account.isBlocked = isBlocked;
  }

  /** Nobody for an unknown project; blocked members are listed, protected accounts are not. */
  listMembers(project: ProjectName): UserName[] {
    if (!this.hasGroup(project)) return [];
    return [...this.#accounts.values()]
      .filter((account) => account.isInGroup && account.user.project.group === project.group)
      .map(({ user }) => user);
  }

  requireGroup(project: ProjectName): void {
    if (!this.hasGroup(project))
      throw new AgentError(`Project does not exist: ${project.identifier}`);
  }

  requireAccount(user: UserName): void {
    if (!this.hasAccount(user)) throw new AgentError(`User does not exist: ${user.identifier}`);
  }

  /** For tests to look at. */
  toJson() {
    return {
      groups: [...this.#groups.values()].map(formatProjectMapping),
      accounts: [...this.#accounts.values()].map(({ user, ...rest }) => ({
        mapping: formatUserMapping(user),
        ...rest,
      })),
    };
  }
}

/** As Linux takes names of groups and accounts. */
function isUnixName(name: string): boolean {
  return /^[a-z][a-z0-9_.-]{0,31}$/.test(name);
}
