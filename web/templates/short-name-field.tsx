import { Code, Group, Text, TextInput } from '@mantine/core';
import { parseShortnamePattern, expandYear, formatShortName } from '../../src/award/short-name.ts';
import { FormSection } from './form-section.tsx';
import type { TemplateEditor } from './use-template-form.ts';

/** The pattern of short names, with the first names that it makes. */
export function ShortNameField({ editor }: { editor: TemplateEditor }) {
  const year = new Date().getUTCFullYear();
  const names = buildExampleNames(editor.form.values.shortname.trim(), year);
  return (
    <FormSection title="Short names">
      <TextInput
        label="Pattern"
        description="{count} becomes a, b, … z, aa, …; {year} becomes the last digit of the year."
        placeholder="a{year}{count}"
        spellCheck={false}
        autoCapitalize="none"
        withAsterisk={!editor.isReadOnly}
        {...editor.getInputProps('shortname')}
      />
      <div aria-live="polite">
        {names.length > 0 && (
          <Group gap={6}>
            <Text size="sm">Names in {year}:</Text>
            {names.map((name) => (
              <Code key={name}>{name}</Code>
            ))}
            <Text size="sm">and so on. Names that a project has already are skipped.</Text>
          </Group>
        )}
      </div>
    </FormSection>
  );
}

/** The first three names of a year; none while the pattern is invalid. */
function buildExampleNames(pattern: string, year: number): string[] {
  try {
    const series = expandYear(parseShortnamePattern(pattern), year);
    return [0, 1, 2].map((n) => formatShortName(series, n));
  } catch {
    return [];
  }
}
