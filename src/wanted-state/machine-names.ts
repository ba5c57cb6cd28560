/*
 * The names that machines take (docs/rules/machines.md, M1.1, M2.1). Slurm and the local accounts
 * behind the agents have room for 32 characters, in lower case.
 */
const MAX_NAME_LENGTH = 32;
const namePattern = /^[a-z][a-z0-9-]*$/;

/** Why a project's short name cannot be used on machines, in words; null where it can. */
export function findProjectNameProblem(shortName: string | null): string | null {
  if (shortName === null) return 'The project has no short name.';
  if (!namePattern.test(shortName)) {
    return `The short name ${shortName} does not begin with a letter, or has more than a-z, 0-9 and -.`;
  }
  if (shortName.length > MAX_NAME_LENGTH - 2) {
    return `The short name ${shortName} is longer than ${MAX_NAME_LENGTH - 2} characters.`;
  }
  return null;
}

/** Why a person cannot be added to this project on machines, in words; null where they can. */
export function findMemberNameProblem(
  shortName: string | null,
  projectShortName: string,
): string | null {
  if (shortName === null) return 'Has no short name yet: it is chosen at the first sign-in.';
  if (!namePattern.test(shortName)) return `${shortName} is no name for a machine.`;
  if (shortName.length + 1 + projectShortName.length > MAX_NAME_LENGTH) {
    return `${shortName}.${projectShortName} is longer than ${MAX_NAME_LENGTH} characters.`;
  }
  return null;
}

/** Why the portal's name cannot follow this project's short name, in words; null where it can. */
export function findPortalNameProblem(shortName: string, portal: string): string | null {
  if (shortName.length + 1 + portal.length <= MAX_NAME_LENGTH) return null;
  return `${shortName}.${portal} is longer than ${MAX_NAME_LENGTH} characters.`;
}
