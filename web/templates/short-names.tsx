import { Code, Group, Text, TextInput } from '@mantine/core';
import { parseShortnamePattern, seriesOf, shortName } from '../../src/award/short-name.ts';
import { readOnlyLook } from './fields.ts';
import { Section } from './section.tsx';
import type { Editing } from './use-draft.ts';

/** How projects are named, with the names that come of it. */
export function ShortNames({ editing }: { editing: Editing }) {
  const { draft, set, errorOf, isReadOnly } = editing;
  const year = new Date().getUTCFullYear();
  const names = namesOf(draft.shortname.trim(), year);
  return (
    <Section title="Short names">
      <TextInput
        label="Pattern"
        description="{count} is the next of a, b, … z, aa, and {year} the last digit of the year, as in a{year}{count}."
        placeholder="a{year}{count}"
        value={draft.shortname}
        onChange={(event) => set({ shortname: event.currentTarget.value })}
        error={errorOf('shortname')}
        spellCheck={false}
        autoCapitalize="none"
        withAsterisk={!isReadOnly}
        {...readOnlyLook(isReadOnly)}
      />
      <div aria-live="polite">
        {names.length > 0 && (
          <Group gap={6}>
            <Text size="sm">Names in {year}:</Text>
            {names.map((name) => (
              <Code key={name}>{name}</Code>
            ))}
            <Text size="sm">… Names that a project has already are passed over.</Text>
          </Group>
        )}
      </div>
    </Section>
  );
}

/** The first three names of a year; none while the pattern cannot be read. */
function namesOf(pattern: string, year: number): string[] {
  try {
    const series = seriesOf(parseShortnamePattern(pattern), year);
    return [0, 1, 2].map((n) => shortName(series, n));
  } catch {
    return [];
  }
}
