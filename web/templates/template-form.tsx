/* The form of a template. */

import { Box, Button, Grid, Group, Stack, Text } from '@mantine/core';
import type { Template } from '../api/types.ts';
import { RequestNotice } from '../parts/request-notice.tsx';
import { isBeingChecked, maySendAgain } from '../parts/use-request.ts';
import { AllocationPreview } from './allocation-preview.tsx';
import { IdentityFields } from './identity-fields.tsx';
import { KeyField } from './key-field.tsx';
import { LimitFields } from './limit-fields.tsx';
import { RoleMappingFields } from './role-mapping-fields.tsx';
import { ShortNameField } from './short-name-field.tsx';
import type { TemplateBody } from './template-draft.ts';
import { UnitMappingFields } from './unit-mapping-fields.tsx';
import { UnsavedChangesGuard } from '../parts/unsaved-changes-guard.tsx';
import { useTemplateForm } from './use-template-form.ts';

interface TemplateFormProps {
  /** null for a new template. */
  template: Template | null;
  isReadOnly: boolean;
  /** Whether awards use the template. */
  hasAwards: boolean;
  /** Stores the changed fields, all of them for a new template. Throws ApiError. */
  onSave: (change: Partial<TemplateBody>) => Promise<Template>;
  /** Says whether a request with a lost reply has happened, as in useRequest. */
  checkOutcome: (change: Partial<TemplateBody>) => Promise<string | null>;
}

/** All fields of a template, and a preview of what would happen to a request. */
export function TemplateForm({
  template,
  isReadOnly,
  hasAwards,
  onSave,
  checkOutcome,
}: TemplateFormProps) {
  const { editor, formProps, isDirty, isSending, failure } = useTemplateForm({
    template,
    isReadOnly,
    onSave,
    checkOutcome,
  });
  return (
    <Grid>
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <form {...formProps} aria-label="Template">
          <Stack>
            <IdentityFields editor={editor} hasAwards={hasAwards} />
            <LimitFields editor={editor} />
            <UnitMappingFields editor={editor} />
            <RoleMappingFields editor={editor} />
            <ShortNameField editor={editor} />
            <KeyField editor={editor} isSet={template !== null && template.key !== null} />
            <RequestNotice isSending={isSending} failure={failure} title="Not saved" />
            {!isReadOnly && (
              <Group>
                {(template !== null || maySendAgain(failure)) && (
                  <Button
                    type="submit"
                    loading={isSending || isBeingChecked(failure)}
                    disabled={!isDirty}
                  >
                    {template === null ? 'Create template' : 'Save'}
                  </Button>
                )}
                <Text size="sm" c="dimmed" aria-live="polite">
                  {isDirty ? 'Not saved yet.' : ''}
                </Text>
              </Group>
            )}
          </Stack>
        </form>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Box pos={{ base: 'static', lg: 'sticky' }} top={68}>
          <AllocationPreview draft={editor.form.values} />
        </Box>
      </Grid.Col>
      <UnsavedChangesGuard isDirty={() => isDirty && !isReadOnly} />
    </Grid>
  );
}
