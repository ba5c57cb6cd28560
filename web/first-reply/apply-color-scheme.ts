/** Shows the document in the theme that Mantine stores (web/app/color-scheme-toggle.tsx). */
export function applyColorScheme(): void {
  try {
    const scheme = localStorage.getItem('mantine-color-scheme-value');
    if (scheme !== 'light' && scheme !== 'dark') return;
    document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
  } catch {
    // Without storage the theme is that of the system.
  }
}
