import { basePath } from './base-path.ts';
import { updateConnection } from './connection-state.ts';

const retryAfterMs = 3_000;
let waitingCount = 0;

function changeWaitingCount(step: 1 | -1): void {
  waitingCount += step;
  updateConnection({ isWaitingForCode: waitingCount > 0 });
}

/**
 * Imports a part of the pages. While the service cannot be reached it waits and tries again. It
 * rejects where the service answers and the part is still not there: after an update of the
 * service the file has another name, and the router loads the page anew. `isAsked`: whether the
 * reader waits for it, and did not just point at a link.
 */
export async function loadCode<Module>(
  importer: () => Promise<Module>,
  isAsked = true,
): Promise<Module> {
  try {
    return await importer();
  } catch {
    if (isAsked) changeWaitingCount(1);
    try {
      do await waitForNetwork();
      while (!(await isServiceReachable()));
      return await importer();
    } finally {
      if (isAsked) changeWaitingCount(-1);
    }
  }
}

/** Resolves when the browser says that it is online again, at the latest after some seconds. */
function waitForNetwork(): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', finish);
      resolve();
    };
    const timer = setTimeout(finish, retryAfterMs);
    window.addEventListener('online', finish);
  });
}

async function isServiceReachable(): Promise<boolean> {
  try {
    const { ok } = await fetch(`${basePath}/gate.svg`, { method: 'HEAD', cache: 'no-store' });
    return ok;
  } catch {
    return false;
  }
}
