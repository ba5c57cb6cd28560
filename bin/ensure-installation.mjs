import { lockInstallation } from './installation-lock.mjs';
import { installPackages, readAllowedScripts } from './install-packages.mjs';
import { fail, isInstalled, requireNode, root, runNpmCi } from './packages.mjs';
import {
  buildInPlace,
  buildInWorkshop,
  createFingerprint,
  isBuiltFrom,
  prepareWorkshop,
  removeWorkshop,
} from './pages.mjs';

/**
 * Installs the packages that are missing, those of development only with `dev`; with `pages`, builds
 * the browser pages where what they are made of has changed. Ends the process where that fails.
 */
export async function ensureInstallation({ dev, pages }) {
  requireNode();
  const print = pages ? createFingerprint() : null;
  const isReady = () => isInstalled({ dev }) && (print === null || isBuiltFrom(print));
  if (isReady()) return;
  const release = await lockInstallation(root);
  const problem = isReady() ? null : await installAndBuild({ dev, print });
  removeWorkshop();
  release();
  if (problem !== null) fail(problem);
}

/** Resolves with what went wrong, or null. `print`: that of the pages to build; null for none. */
async function installAndBuild({ dev, print }) {
  const needsPages = print !== null && !isBuiltFrom(print);
  const usesWorkshop = needsPages && !dev && !isInstalled({ dev: true });
  // At the same time: one waits for the network while the other unpacks.
  const [isDone, isPrepared] = await Promise.all([
    isInstalled({ dev }) || install({ dev }),
    !usesWorkshop || prepareWorkshop(),
  ]);
  if (!isDone || !isPrepared) return 'the packages could not be installed; see above.';
  if (!needsPages) return null;
  console.error('Building the pages (when they have changed) …');
  const isBuilt = usesWorkshop ? buildInWorkshop(print) : buildInPlace(print);
  return isBuilt ? null : 'the pages could not be built; see above.';
}

function install({ dev }) {
  console.error('Installing packages (once) …');
  return dev
    ? runNpmCi(root, ['--include=dev'])
    : installPackages(root, { scripts: readAllowedScripts() });
}
