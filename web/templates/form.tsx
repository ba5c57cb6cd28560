import { Box, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Problem } from '../api/problem.ts';
import type { Template } from '../api/types.ts';
import { useOnce } from '../parts/once.ts';
import { Refusal } from '../parts/refusal.tsx';
import { bodyOfDraft, changesIn, type Draft } from './draft.ts';
import { Identity } from './identity.tsx';
import { KeyField } from './key-field.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { LimitFields } from './limit-fields.tsx';
import { isSound } from './problems.ts';
import { Roles } from './roles.tsx';
import { ShortNames } from './short-names.tsx';
import { TryOut } from './try-out.tsx';
import { Units } from './units.tsx';
import { useDraft } from './use-draft.ts';

export type TemplateBody = ReturnType<typeof bodyOfDraft>;

interface TemplateFormProps {
  /** null for a new one. */
  template: Template | null;
  isReadOnly: boolean;
  /** Whether awards of it are held. */
  isHeld: boolean;
  /** Stores what was changed, of a new one everything. Throws Problem; what was typed stays. */
  onSave: (change: Partial<TemplateBody>) => Promise<Template>;
}

/** Every field of a template, and what would happen to a request under what is typed. */
export function TemplateForm({ template, isReadOnly, isHeld, onSave }: TemplateFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { editing, before, isDirty, problems, adopt, setSaid, setAttempted } = useDraft(
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
  const store = async (sent: Draft): Promise<void> => {
    adopt(await onSave(template === null ? bodyOfDraft(sent) : changesIn(before, sent)), sent);
  };
  const saving = useMutation({
    mutationFn: useOnce(store),
    onError: (error) => {
      setSaid(error instanceof Problem ? error.fields : {});
      refuse();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAttempted(true);
    if (isSound(problems)) {
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
            <Identity editing={editing} isHeld={isHeld} />
            <LimitFields editing={editing} />
            <Units editing={editing} />
            <Roles editing={editing} />
            <ShortNames editing={editing} />
            <KeyField editing={editing} isSet={template !== null && template.key !== null} />
            <Refusal error={saving.error} fields={Object.keys(draft)} />
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
          <TryOut draft={draft} />
        </Box>
      </Grid.Col>
      <LeaveGuard isDirty={isDirty && !isReadOnly} />
    </Grid>
  );
}
