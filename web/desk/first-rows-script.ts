/**
 * Makes the rows of the first reply usable, and starts the pages' own scripts when the reader has
 * rested for a moment: they occupy a slow computer for a second, in which it answers no key. `j` and
 * `k` move, `x` ticks, a click on a row opens its award. Other keys of the desk, and a click elsewhere,
 * start the scripts at once, and get those keys, as they get every key that is pressed while they render
 * for the first time (first-rows-state.ts). A link opens in the pages' scripts too: a page of its own
 * would be the browser's error page where there is no network.
 *
 * The source text of this function is sent as a script of its own, so it can use nothing outside
 * itself (first-desk.tsx).
 */
export function handleFirstRows(): void {
  /** Milliseconds without a key or click after which the scripts start, and the longest wait for that. */
  const restMs = 400;
  const maxWaitMs = 2_000;

  /** How often the page is loaded again before the scripts count as broken. */
  const maxReloads = 2;

  const link = document.querySelector<HTMLLinkElement>('link#scripts');
  const status = document.querySelector('#outline [role=status]');
  const main = status?.parentElement?.querySelector('main');
  if (status && main) {
    // In sight, in front of the rows; at the start, since screen readers miss a text that is moved.
    main.before(status);
    if (getComputedStyle(main).display !== 'none') status.textContent = '';
  }
  const say = (text: string): void => {
    if (status) status.textContent = text;
  };
  let isWaiting = false;
  let isBroken = false;
  /** Loads the page again, unless that has not helped: then the scripts themselves are at fault. */
  const reload = (): void => {
    let count = maxReloads;
    try {
      const stored = Number(sessionStorage.getItem('gatehouse reloads'));
      sessionStorage.setItem('gatehouse reloads', String(stored + 1));
      count = stored;
    } catch {
      // Without storage nothing counts the reloads, which could go on for ever.
    }
    if (count < maxReloads) {
      location.reload();
      return;
    }
    isBroken = true;
    say('The scripts of this page could not be started.');
  };
  const forgetReloads = (): void => {
    try {
      sessionStorage.removeItem('gatehouse reloads');
    } catch {
      // Without storage there is no count.
    }
  };
  /** Without the scripts: waits for the network where it is cut, then loads the page again. */
  const goOnLater = async ({ href }: HTMLLinkElement): Promise<void> => {
    isWaiting = true;
    const hasReply = async (url: string): Promise<boolean> =>
      fetch(url, { cache: 'reload', headers: { accept: 'text/html, */*' } }).then(
        ({ ok }) => ok,
        () => false,
      );
    if (!(await hasReply(href))) {
      say('The service does not answer. This page goes on when it does.');
      do await new Promise((resolve) => setTimeout(resolve, 2_000));
      while (!(await hasReply(location.href)));
      // It was the network's fault.
      if (await hasReply(href)) forgetReloads();
    }
    reload();
  };
  let isStarted = false;
  const start = (): void => {
    if (isStarted || !link) return;
    isStarted = true;
    const load = (): void =>
      void import(/* @vite-ignore */ link.href).then(forgetReloads, () => goOnLater(link));
    // An import does not wait for the rest of the document, in which the scripts find their place.
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', load);
    else load();
  };
  document.addEventListener('click', (event) => {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
    const opened =
      target instanceof Element ? target.closest<HTMLAnchorElement>('#outline a[href]') : null;
    if (!opened || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
    // Without scripts a link is one of the browser.
    if (!link || isBroken) return;
    event.preventDefault();
    // The scripts begin there; those that run already notice the change.
    history.pushState(null, '', opened.href);
    if (!isWaiting) say('Loading …');
    start();
  });
  const table = document.querySelector('#outline .awards');
  const rows = [...(table?.querySelectorAll('tbody tr') ?? [])];
  if (!table || rows.length === 0 || document.hidden) {
    start();
    return;
  }
  let timer = 0;
  const restartTimer = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(start, restMs);
  };
  // Not before the rows have been drawn.
  requestAnimationFrame(() => setTimeout(restartTimer));
  setTimeout(start, maxWaitMs);

  let current = -1;
  const mark = (index: number): void => {
    rows[current]?.removeAttribute('data-current');
    rows[current]?.removeAttribute('aria-current');
    current = index;
    rows[index]?.setAttribute('data-current', 'true');
    rows[index]?.setAttribute('aria-current', 'true');
  };
  // The selection of this tab (selection-store.ts).
  const boxes = rows.flatMap((row) => {
    const key = row.getAttribute('data-key');
    const box = row.querySelector('input');
    return key && box ? [{ key, box }] : [];
  });
  const readSelection = (): string[] =>
    JSON.parse(sessionStorage.getItem('gatehouse selection') ?? '[]');
  const saveSelection = (): void => {
    try {
      const others = readSelection().filter((one) => !boxes.some(({ key }) => key === one));
      const ticked = boxes.filter(({ box }) => box.checked).map(({ key }) => key);
      sessionStorage.setItem('gatehouse selection', JSON.stringify([...others, ...ticked]));
    } catch {
      // Without storage the ticks are there until the desk is left.
    }
  };
  const tick = (): void => {
    const box = rows[current]?.querySelector('input');
    if (!box) return;
    box.checked = !box.checked;
    saveSelection();
  };
  const move = (index: number): void => {
    mark(index);
    rows[index]?.querySelector('a')?.focus({ preventScroll: true });
    rows[index]?.scrollIntoView({ block: 'nearest' });
  };

  const onKey = (event: KeyboardEvent): void => {
    const handover = table.getAttribute('data-handover');
    if (handover === 'done' || (!table.isConnected && handover === null)) {
      document.removeEventListener('keydown', onKey, true);
      return;
    }
    const { key, target } = event;
    const isText =
      target instanceof Element && target.matches('textarea, select, input:not([type=checkbox])');
    if (isText || handover === 'replay') return;
    const held = table.getAttribute('data-held-keys') ?? '';
    // What is typed after a held key belongs to what that key opens.
    if (event.ctrlKey || event.metaKey || event.altKey || /[^jkx]$/.test(held)) return;
    restartTimer();
    const isMoveOrTick = ['j', 'k', 'x'].includes(key);
    if (handover === null && isMoveOrTick) {
      if (key === 'x') tick();
      else move(Math.min(Math.max(current + (key === 'j' ? 1 : -1), 0), rows.length - 1));
    } else if (isMoveOrTick || ['a', 'r', '/', '?'].includes(key)) {
      table.setAttribute('data-held-keys', held + key);
      start();
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  // Before the shortcuts of the desk, which are bound while keys are still held.
  document.addEventListener('keydown', onKey, true);
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Element && target.closest('tbody')) restartTimer();
    else start();
  });
  table.addEventListener('focusin', ({ target }) => {
    const row = target instanceof Element ? target.closest('tbody tr') : null;
    if (row) mark(rows.indexOf(row));
  });
  table.addEventListener('change', saveSelection);
  table.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || target.closest('a, input')) return;
    if (window.getSelection()?.isCollapsed !== false)
      target.closest('tbody tr')?.querySelector('a')?.click();
  });
  try {
    // What somebody else left in this tab (web/parts/clear-tab-storage.ts).
    const person = table.closest('main')?.getAttribute('data-person') ?? '';
    if (sessionStorage.getItem('gatehouse person') !== person) {
      for (const name of Object.keys(sessionStorage)) {
        if (name.startsWith('gatehouse ')) sessionStorage.removeItem(name);
      }
      sessionStorage.setItem('gatehouse person', person);
    }
    const scheme = localStorage.getItem('mantine-color-scheme-value');
    if (scheme === 'light' || scheme === 'dark') {
      document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
    }
    // The way back from an award that is opened from here (web/parts/list-place.ts).
    const awards = rows.map((row) => {
      const [identifier, destination] = (row.getAttribute('data-key') ?? '').split(' ');
      return { identifier, destination };
    });
    const view = Object.fromEntries(new URLSearchParams(location.search));
    const query = JSON.parse(table.closest('main')?.getAttribute('data-list-query') ?? 'null');
    sessionStorage.setItem('gatehouse list', JSON.stringify({ view, query, awards }));
    const selected = new Set(readSelection());
    for (const { key, box } of boxes) box.checked = selected.has(key);
    const chosen: unknown = JSON.parse(localStorage.getItem('gatehouse columns') ?? 'null');
    if (!Array.isArray(chosen)) return;
    for (const cell of table.querySelectorAll<HTMLElement>('[data-column]')) {
      const id = cell.getAttribute('data-column');
      cell.hidden = id !== 'box' && id !== 'award' && !chosen.includes(id);
    }
  } catch {
    // Without storage nothing was chosen.
  }
}
