import { Badge, Button, Group, PasswordInput, Text } from '@mantine/core';
import type { KeyChange } from './template-draft.ts';
import { FormSection } from './form-section.tsx';
import type { TemplateEditor } from './use-template-draft.ts';

interface KeyFieldProps {
  editor: TemplateEditor;
  /** Whether one is stored. */
  isSet: boolean;
}

/** The key: set, replaced, cleared or left as it is, never read. */
export function KeyField({ editor: editing, isSet }: KeyFieldProps) {
  const { draft, update: set, getError: errorOf, isReadOnly } = editing;
  const wish = draft.key;
  return (
    <FormSection
      title="Key"
      about="A secret that the awarding portal sends along. A request with another one, or none, is refused as if there were no such template. It can be set and cleared, never read."
    >
      <Group gap="xs">
        <Badge color={isSet ? 'green' : 'gray'} variant="light" tt="none" miw="max-content">
          {isSet ? 'Set' : 'Not set'}
        </Badge>
        <Text size="sm" aria-live="polite">
          {describeKeyChange(wish, isSet)}
        </Text>
      </Group>
      {!isReadOnly && (
        <Group align="flex-end" gap="sm">
          <PasswordInput
            label="New key"
            placeholder={isSet ? 'Leave as it is' : 'None'}
            autoComplete="new-password"
            maxLength={500}
            value={wish.kind === 'set' ? wish.key : ''}
            onChange={({ currentTarget: { value } }) =>
              set({ key: value === '' ? { kind: 'keep' } : { kind: 'set', key: value } })
            }
            error={errorOf('key')}
            visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed', tabIndex: 0 }}
            flex="1 1 240px"
            maw={{ base: '100%', xs: 420 }}
          />
          {wish.kind === 'clear' ? (
            <Button variant="default" onClick={() => set({ key: { kind: 'keep' } })}>
              Keep the key
            </Button>
          ) : (
            isSet && (
              <Button variant="default" onClick={() => set({ key: { kind: 'clear' } })}>
                Clear the key
              </Button>
            )
          )}
        </Group>
      )}
    </FormSection>
  );
}

function describeKeyChange(wish: KeyChange, isSet: boolean): string {
  if (wish.kind === 'clear') return 'Saving clears it: then any request may name this template.';
  if (wish.kind === 'set') return isSet ? 'Saving replaces it.' : 'Saving sets it.';
  return isSet ? 'It stays as it is.' : 'Any request may name this template.';
}
