/** How a role is shown. */
export interface RoleText {
  name: string;
  /** What the role allows. */
  description?: string;
}

/** The role that `text` names; undefined for a role that these pages do not know. */
export function parseRole<Role extends string>(
  texts: Readonly<Record<Role, RoleText>>,
  text: string,
): Role | undefined {
  return Object.hasOwn(texts, text) ? (text as Role) : undefined;
}

/** The name of a role; a role that these pages do not know is shown as the API writes it. */
export function formatRole<Role extends string>(
  texts: Readonly<Record<Role, RoleText>>,
  text: string,
): string {
  const role = parseRole(texts, text);
  return role === undefined ? text : texts[role].name;
}
