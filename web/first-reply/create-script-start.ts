import { findRows } from './first-rows.ts';
import { hasReply } from './has-reply.ts';
import { countReload, forgetReloads } from './reload-count.ts';
import { showStatus } from './status-line.ts';

const retryAfterMs = 2_000;

/** The start of the pages' own scripts. */
export interface ScriptStart {
  /** Starts them, the first time that it is called. */
  start: () => void;
  /** Whether this document may get them still: not after they could not be loaded. */
  areExpected: () => boolean;
  /** Whether they run. */
  areRunning: () => boolean;
  /** Whether loading the page again has not helped either: its links are then those of the browser. */
  areBroken: () => boolean;
}

/** The scripts that the document names as `#scripts`. */
export function createScriptStart(): ScriptStart {
  const url = document.querySelector<HTMLLinkElement>('link#scripts')?.href;
  let isStarted = false;
  let isRunning = false;
  let state: 'expected' | 'failed' | 'broken' = url === undefined ? 'broken' : 'expected';
  const recoverFromLoadFailure = async (scriptUrl: string): Promise<void> => {
    state = 'failed';
    await waitForService(scriptUrl);
    if (countReload()) {
      location.reload();
      return;
    }
    state = 'broken';
    showStatus('The scripts of this page could not be started.');
  };
  const start = (): void => {
    if (isStarted || url === undefined) return;
    isStarted = true;
    const noteRunning = (): void => {
      isRunning = true;
      forgetReloads();
    };
    waitForDocument()
      .then(loadStyles)
      .then(() => import(/* @vite-ignore */ url))
      .then(noteRunning, () => recoverFromLoadFailure(url));
  };
  return {
    start,
    areExpected: () => state === 'expected',
    areRunning: () => isRunning,
    areBroken: () => state === 'broken',
  };
}

/**
 * Loads the style sheet that the document names as `#styles`. Rows that are there would be laid out anew:
 * then it waits for the first screen of the scripts (web/app/take-place-of-outline.ts). Rejects where it
 * cannot be loaded.
 */
async function loadStyles(): Promise<void> {
  const preload = document.querySelector<HTMLLinkElement>('link#styles');
  if (preload === null) return;
  const link = document.createElement('link');
  const { href, crossOrigin } = preload;
  const media = findRows() === null ? 'all' : 'not all';
  await new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', reject);
    Object.assign(link, { rel: 'stylesheet', href, crossOrigin, media });
    document.head.append(link);
  });
}

/** Resolves at the end of the document: the scripts find their place in it. */
const waitForDocument = (): Promise<unknown> =>
  document.readyState === 'loading'
    ? new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve))
    : Promise.resolve();

/**
 * Waits until the service answers, and says that it does not. After an update of the service it
 * answers, and has scripts of other names: a page that is loaded again names those.
 */
async function waitForService(scriptUrl: string): Promise<void> {
  // A reply to the script alone may be one that a proxy has stored.
  const [, isThere] = await Promise.all([hasReply(scriptUrl), hasReply(location.href)]);
  if (isThere) return;
  showStatus('The service does not answer. This page goes on when it does.');
  do await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
  while (!(await hasReply(location.href)));
  // It was the network's fault.
  if (await hasReply(scriptUrl)) forgetReloads();
}
