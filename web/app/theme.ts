import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The primary colour, readable as small text on white and on black. */
const gate: MantineColorsTuple = [
  '#e3fafc',
  '#c5f0f5',
  '#94dbe5',
  '#66c5d4',
  '#3bb0c3',
  '#1c9bb0',
  '#0f8599',
  '#0b7285',
  '#085c6b',
  '#064550',
];

/** Mantine's theme for all screens. */
export const theme = createTheme({
  primaryColor: 'gate',
  primaryShade: 7,
  autoContrast: true,
  colors: { gate },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Words as they are written, like in running text.
    Badge: { defaultProps: { tt: 'none' } },
    // Not Modal.extend(): dialogs are loaded later.
    Modal: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        // The header of a dialog is not the banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    },
  },
});
