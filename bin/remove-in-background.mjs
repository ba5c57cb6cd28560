import { spawn } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';

/**
 * Begins to remove a folder, which is out of the way at once: tens of thousands of files, for which
 * the service does not wait. A process of its own goes on if this one ends.
 */
export function removeInBackground(folder) {
  if (!existsSync(folder)) return;
  const { dir, base } = path.parse(folder);
  const trash = path.join(dir, `.removing-${base.replace(/^\./, '')}-${process.pid}`);
  renameSync(folder, trash);
  const script = 'require("node:fs").rmSync(process.argv[1], { recursive: true, force: true })';
  spawn(process.execPath, ['-e', script, trash], { detached: true, stdio: 'ignore' }).unref();
}
