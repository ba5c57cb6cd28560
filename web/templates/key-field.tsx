import { Badge, Button, Group, PasswordInput, Text } from '@mantine/core';
import type { KeyChange } from './template-draft.ts';
import { FormSection } from './form-section.tsx';
import type { TemplateEditor } from './use-template-form.ts';

interface KeyFieldProps {
  editor: TemplateEditor;
  /** Whether a key is stored. */
  isSet: boolean;
}

/** The key of the template: it can be set, replaced, cleared or left unchanged, never read. */
export function KeyField({ editor, isSet }: KeyFieldProps) {
  const { form, getError, isReadOnly } = editor;
  const change = form.values.key;
  const setChange = (key: KeyChange): void => form.setFieldValue('key', key);
  return (
    <FormSection
      title="Key"
      description="A secret that the awarding portal sends with each request. A request with a different key, or none, is refused as if the template did not exist. The key can be set and cleared, never read."
    >
      <Group gap="xs">
        <Badge color={isSet ? 'green' : 'gray'} variant="light" miw="max-content">
          {isSet ? 'Set' : 'Not set'}
        </Badge>
        <Text size="sm" aria-live="polite">
          {describeKeyChange(change, isSet)}
        </Text>
      </Group>
      {!isReadOnly && (
        <Group align="flex-end" gap="sm">
          <PasswordInput
            label="New key"
            placeholder={isSet ? 'Unchanged' : 'None'}
            autoComplete="new-password"
            value={change.kind === 'set' ? change.key : ''}
            onChange={({ currentTarget: { value } }) =>
              setChange(value === '' ? { kind: 'keep' } : { kind: 'set', key: value })
            }
            error={getError('key')}
            visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed', tabIndex: 0 }}
            flex="1 1 240px"
            maw={{ base: '100%', xs: 420 }}
          />
          {change.kind === 'clear' ? (
            <Button variant="default" onClick={() => setChange({ kind: 'keep' })}>
              Keep the key
            </Button>
          ) : (
            isSet && (
              <Button variant="default" onClick={() => setChange({ kind: 'clear' })}>
                Clear the key
              </Button>
            )
          )}
        </Group>
      )}
    </FormSection>
  );
}

function describeKeyChange(change: KeyChange, isSet: boolean): string {
  switch (change.kind) {
    case 'clear':
      return 'Saving clears the key. Then every request can use this template.';
    case 'set':
      return isSet ? 'Saving replaces the key.' : 'Saving sets the key.';
    case 'keep':
      return isSet ? 'The key stays unchanged.' : 'Every request can use this template.';
  }
}
