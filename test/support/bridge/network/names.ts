/* Identifiers of the network, and the local names that op-localaccount 0.32.2 makes of them [run]. */

export interface ProjectName {
  /** `a6a.brics` */
  identifier: string;
  portal: string;
  /** The Unix group, `brics.a6a`. */
  group: string;
}

export interface UserName {
  /** `alice.a6a.brics` */
  identifier: string;
  project: ProjectName;
  /** The Unix account, `alice.a6a`. */
  account: string;
}

export function parseProjectName(text: string): ProjectName | undefined {
  const [name, portal, ...more] = text.split('.');
  if (!name || !portal || more.length > 0) return undefined;
  return { identifier: text, portal, group: `${portal}.${name}` };
}

export function parseUserName(text: string): UserName | undefined {
  const [name, project, portal, ...more] = text.split('.');
  if (!name || !project || !portal || more.length > 0) return undefined;
  return {
    identifier: text,
    project: { identifier: `${project}.${portal}`, portal, group: `${portal}.${project}` },
    account: `${name}.${project}`,
  };
}

/** `a6a.brics:brics.a6a` */
export function formatProjectMapping(project: ProjectName): string {
  return `${project.identifier}:${project.group}`;
}

/** `alice.a6a.brics:alice.a6a:brics.a6a` */
export function formatUserMapping(user: UserName): string {
  return `${user.identifier}:${user.account}:${user.project.group}`;
}

/** Slurm keeps accounts in lower case and tells them apart by 42 characters. */
export function toSlurmAccount(group: string): string {
  return group.toLowerCase().slice(0, 42);
}
