import { Code, Group, Text, TextInput } from '@mantine/core';
import { parseShortnamePattern, expandYear, formatShortName } from '../../src/award/short-name.ts';
import { readOnlyProps } from './field-props.ts';
import { FormSection } from './form-section.tsx';
import type { TemplateEditor } from './use-template-draft.ts';

/** How projects are named, with the names that come of it. */
export function ShortNameField({ editing }: { editing: TemplateEditor }) {
  const { draft, update: set, getError: errorOf, isReadOnly } = editing;
  const year = new Date().getUTCFullYear();
  const names = buildExampleNames(draft.shortname.trim(), year);
  return (
    <FormSection title="Short names">
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
        {...readOnlyProps(isReadOnly)}
      />
      <div aria-live="polite">
        {names.length > 0 && (
          <Group gap={6}>
            <Text size="sm">Names in {year}:</Text>
            {names.map((name) => (
              <Code key={name}>{name}</Code>
            ))}
            <Text size="sm">and so on; those that a project has already are passed over.</Text>
          </Group>
        )}
      </div>
    </FormSection>
  );
}

/** The first three names of a year; none while the pattern cannot be read. */
function buildExampleNames(pattern: string, year: number): string[] {
  try {
    const series = expandYear(parseShortnamePattern(pattern), year);
    return [0, 1, 2].map((n) => formatShortName(series, n));
  } catch {
    return [];
  }
}
