import { SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { readOnlyProps } from './field-props.ts';
import { describeApprovalLimit, describeMaximum } from './limit-descriptions.ts';
import { parseLimit } from './draft-validation.ts';
import { FormSection } from './form-section.tsx';
import type { TemplateEditor } from './use-template-draft.ts';

/** Both limits, each with what it does as it is typed. */
export function LimitFields({ editing }: { editing: TemplateEditor }) {
  const { draft, getError: errorOf } = editing;
  const approval = tryParseLimit(draft.approval_limit);
  const maximum = tryParseLimit(draft.max_credit_limit);
  return (
    <FormSection title="Limits" about="In credits, for each request. Empty is no limit.">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <LimitField
          editor={editing}
          field="approval_limit"
          label="Approval limit"
          description="What is above it waits for a reviewer."
          effect={
            approval === undefined || errorOf('approval_limit') !== undefined
              ? ''
              : describeApprovalLimit(approval, maximum ?? null)
          }
        />
        <LimitField
          editor={editing}
          field="max_credit_limit"
          label="Maximum"
          description="What is above it is rejected."
          effect={
            maximum === undefined || errorOf('max_credit_limit') !== undefined
              ? ''
              : describeMaximum(maximum)
          }
        />
      </SimpleGrid>
    </FormSection>
  );
}

interface LimitFieldProps {
  editor: TemplateEditor;
  field: 'approval_limit' | 'max_credit_limit';
  label: string;
  description: string;
  /** What the limit does. */
  effect: string;
}

function LimitField({
  editor: editing,
  field,
  label,
  description,
  effect: words,
}: LimitFieldProps) {
  const { draft, update: set, getError: errorOf, isReadOnly } = editing;
  return (
    <Stack gap={4}>
      <TextInput
        label={label}
        description={description}
        placeholder="No limit"
        inputMode="decimal"
        value={draft[field]}
        onChange={(event) => set({ [field]: event.currentTarget.value })}
        error={errorOf(field)}
        {...readOnlyProps(isReadOnly)}
      />
      <Text size="sm" aria-live="polite">
        {words}
      </Text>
    </Stack>
  );
}

/** undefined: it cannot be read. */
function tryParseLimit(text: string): string | null | undefined {
  try {
    return parseLimit(text);
  } catch {
    return undefined;
  }
}
