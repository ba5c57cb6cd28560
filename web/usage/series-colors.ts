/** They differ in lightness too, for people who cannot tell hues apart. */
const colors = [
  'blue-9',
  'orange-5',
  'green-8',
  'grape-4',
  'red-8',
  'cyan-4',
  'yellow-8',
  'gray-5',
] as const;

/** The colour of the series of a plot at this place, as CSS. */
export function chooseColor(place: number): string {
  return `var(--mantine-color-${colors[place % colors.length]})`;
}
