import { Box, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import type { Template } from '../api/types.ts';
import { useSingleFlight } from '../parts/use-single-flight.ts';
import { FormError } from '../parts/form-error.tsx';
import { toTemplateBody, toTemplatePatch, type TemplateDraft } from './template-draft.ts';
import { IdentityFields } from './identity-fields.tsx';
import { KeyField } from './key-field.tsx';
import { UnsavedChangesGuard } from './unsaved-changes-guard.tsx';
import { LimitFields } from './limit-fields.tsx';
import { hasNoProblems } from './draft-validation.ts';
import { RoleMappingFields } from './role-mapping-fields.tsx';
import { ShortNameField } from './short-name-field.tsx';
import { AllocationPreview } from './allocation-preview.tsx';
import { UnitMappingFields } from './unit-mapping-fields.tsx';
import { useTemplateDraft } from './use-template-draft.ts';

export type TemplateBody = ReturnType<typeof toTemplateBody>;

interface TemplateFormProps {
  /** null for a new one. */
  template: Template | null;
  isReadOnly: boolean;
  /** Whether awards of it are held. */
  hasAwards: boolean;
  /** Stores what was changed, of a new one everything. Throws Problem; what was typed stays. */
  onSave: (change: Partial<TemplateBody>) => Promise<Template>;
}

/** Every field of a template, and what would happen to a request under what is typed. */
export function TemplateForm({
  template,
  isReadOnly,
  hasAwards: isHeld,
  onSave,
}: TemplateFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { editing, before, isDirty, problems, adopt, setSaid, setAttempted } = useTemplateDraft(
    template,
    isReadOnly,
  );
  const { draft } = editing;
  const [refusals, setRefusals] = useState(0);
  const refuse = (): void => setRefusals((count) => count + 1);
  // Where something is wrong is where one types on.
  useEffect(() => {
    if (refusals === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const store = async (sent: TemplateDraft): Promise<void> => {
    adopt(
      await onSave(template === null ? toTemplateBody(sent) : toTemplatePatch(before, sent)),
      sent,
    );
  };
  const saving = useMutation({
    mutationFn: useSingleFlight(store),
    onError: (error) => {
      setSaid(error instanceof ApiError ? error.fieldErrors : {});
      refuse();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAttempted(true);
    if (hasNoProblems(problems)) {
      saving.mutate(draft);
      return;
    }
    saving.reset();
    refuse();
  };
  return (
    <Grid>
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <form ref={form} onSubmit={submit} noValidate aria-label="Template">
          <Stack>
            <IdentityFields editing={editing} isHeld={isHeld} />
            <LimitFields editing={editing} />
            <UnitMappingFields editing={editing} />
            <RoleMappingFields editing={editing} />
            <ShortNameField editing={editing} />
            <KeyField editor={editing} isSet={template !== null && template.key !== null} />
            <FormError error={saving.error} fields={Object.keys(draft)} />
            {!isReadOnly && (
              <Group>
                <Button type="submit" loading={saving.isPending} disabled={!isDirty}>
                  {template === null ? 'Make template' : 'Save'}
                </Button>
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
          <AllocationPreview draft={draft} />
        </Box>
      </Grid.Col>
      <UnsavedChangesGuard isDirty={isDirty && !isReadOnly} />
    </Grid>
  );
}
