import { basePath } from './base-path.ts';
import { updateConnection } from './connection-state.ts';

const retryAfterMs = 3_000;
/** Imports that may fail although the service answers. */
const maxAttempts = 3;
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
      return await retryImport(importer);
    } finally {
      if (isAsked) changeWaitingCount(-1);
    }
  }
}

/** Imports once the service can be reached; more than once, because the network may come and go. */
async function retryImport<Module>(importer: () => Promise<Module>): Promise<Module> {
  for (let attempt = 1; ; attempt += 1) {
    do await waitForNetwork();
    while (!(await isServiceReachable()));
    try {
      return await importer();
    } catch (error) {
      if (attempt === maxAttempts) throw error;
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
