/*
 * What runs in each document that shows something before the pages' own scripts do: it starts them,
 * shows the stored theme, keeps links in the document, and makes the rows of the desk usable. It is built
 * on its own into one text (vite.config.ts), which src/service/serve-pages.ts puts in front of the outline.
 */

import { applyColorScheme } from './apply-color-scheme.ts';
import { applyReaderChoices } from './apply-reader-choices.ts';
import { bindKeys, holdKeys } from './bind-keys.ts';
import { bindOutlineLinks } from './bind-outline-links.ts';
import { bindPointer } from './bind-pointer.ts';
import { createScriptStart } from './create-script-start.ts';
import { findRows } from './first-rows.ts';
import { moveStatusIntoSight } from './status-line.ts';
import { startAtRest } from './start-at-rest.ts';
import { waitForOutline } from './wait-for-outline.ts';

applyColorScheme();
const scripts = createScriptStart();
bindOutlineLinks(scripts);
const pressHeldKeys = holdKeys();
waitForOutline(() => {
  moveStatusIntoSight();
  const rows = findRows();
  if (rows === null || document.hidden) scripts.start();
  else {
    const postpone = startAtRest(scripts.start);
    bindKeys(rows, scripts, postpone);
    bindPointer(rows, scripts.start, postpone);
    applyReaderChoices(rows);
  }
  pressHeldKeys();
});
