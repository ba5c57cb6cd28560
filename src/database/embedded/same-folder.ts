import { statSync } from 'node:fs';

/** Whether two paths lead to the same folder, through links or mounts. */
export function isSameFolder(one: string, other: string): boolean {
  if (one === other) return true;
  try {
    const [first, second] = [statSync(one), statSync(other)];
    return first.dev === second.dev && first.ino === second.ino;
  } catch {
    return false;
  }
}
