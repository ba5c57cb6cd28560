import { basePath } from './base-path.ts';
import { getConnectionState, updateConnection } from './connection-state.ts';

const retryAfterMs = 3_000;
/** Imports that may fail although the service answers. */
const maxAttempts = 3;
let waitingCount = 0;
let importCount = 0;

function changeWaitingCount(step: 1 | -1): void {
  waitingCount += step;
  updateConnection({ isWaitingForCode: waitingCount > 0 });
}

/**
 * Whether the connection is not known to be lost. Chromium remembers for as long as the document lives
 * that a file, or one that it needs, could not be imported, so nothing is imported while it is.
 */
function isConnected(): boolean {
  const { isOnline, isLive } = getConnectionState();
  return isOnline && isLive !== false;
}

/** Imports a part that may be needed later, if the service can be reached. */
export async function preloadCode(importer: () => Promise<unknown>): Promise<void> {
  // Otherwise it is imported when it is needed.
  if (isConnected()) await importer().catch(() => undefined);
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
  const wasConnected = isConnected();
  if (wasConnected) {
    try {
      return await importer();
    } catch {
      // It is tried again below.
    }
  }
  if (isAsked) changeWaitingCount(1);
  try {
    if (wasConnected) await waitForNetwork();
    return await retryImport(importer);
  } finally {
    if (isAsked) changeWaitingCount(-1);
  }
}

/** Imports once the service can be reached; more than once, because the network may come and go. */
async function retryImport<Module>(importer: () => Promise<Module>): Promise<Module> {
  for (let attempt = 1; ; attempt += 1) {
    while (!(await isServiceReachable())) await waitForNetwork();
    try {
      return await importAgain(importer);
    } catch (error) {
      if (attempt === maxAttempts) throw error;
    }
    await waitForNetwork();
  }
}

/** Imports, where that has failed before from another URL of the same file, which the error names. */
async function importAgain<Module>(importer: () => Promise<Module>): Promise<Module> {
  try {
    return await importer();
  } catch (error) {
    const [, url] = /dynamically imported module: (\S+)/.exec(String(error)) ?? [];
    if (url === undefined) throw error;
    importCount += 1;
    return (await import(/* @vite-ignore */ `${url}?again=${importCount}`)) as Module;
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
