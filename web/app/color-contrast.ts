import type { CSSVariablesResolver } from '@mantine/core';

const paletteColors =
  'gray red pink grape violet indigo blue cyan teal green lime yellow orange'.split(' ');

/** Darkens Mantine's text colours, which are too pale for small text: at least 4.5:1 (WCAG AA). */
export const resolveContrastColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#6c757d',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-success': 'var(--mantine-color-teal-9)',
    // Background of white text.
    '--mantine-color-red-filled': 'var(--mantine-color-red-9)',
    '--mantine-color-red-filled-hover': '#b02525',
    ...Object.fromEntries(paletteColors.flatMap(darkenTextColors)),
  },
  dark: {
    '--mantine-color-dimmed': '#a3a3a3',
    '--mantine-color-placeholder': '#949494',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-success': 'var(--mantine-color-teal-4)',
    // Background of white text.
    '--mantine-color-red-filled': 'var(--mantine-color-red-9)',
    '--mantine-color-red-filled-hover': '#b02525',
  },
});

function darkenTextColors(color: string): [name: string, value: string][] {
  const dark = `color-mix(in srgb, var(--mantine-color-${color}-9) 70%, black)`;
  return ['text', 'light-color', 'outline'].map((use) => [`--mantine-color-${color}-${use}`, dark]);
}
