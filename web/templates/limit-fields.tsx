import { SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { describeApprovalLimit, describeMaximum } from './limit-descriptions.ts';
import { parseLimit } from './draft-validation.ts';
import { FormSection } from './form-section.tsx';
import type { TemplateEditor } from './use-template-form.ts';

/** Both limits, each with a sentence about its effect. */
export function LimitFields({ editor }: { editor: TemplateEditor }) {
  const { getError, form } = editor;
  const approval = tryParseLimit(form.values.approval_limit);
  const maximum = tryParseLimit(form.values.max_credit_limit);
  return (
    <FormSection
      title="Limits"
      description="In credits, for each request. Leave empty for no limit."
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <LimitField
          editor={editor}
          field="approval_limit"
          label="Approval limit"
          description="Larger requests wait for a reviewer."
          effect={
            approval === undefined || getError('approval_limit') !== undefined
              ? ''
              : describeApprovalLimit(approval, maximum ?? null)
          }
        />
        <LimitField
          editor={editor}
          field="max_credit_limit"
          label="Maximum"
          description="Larger requests are rejected."
          effect={
            maximum === undefined || getError('max_credit_limit') !== undefined
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
  /** A sentence about the effect of the limit; empty while it is invalid. */
  effect: string;
}

function LimitField({ editor, field, label, description, effect }: LimitFieldProps) {
  return (
    <Stack gap={4}>
      <TextInput
        label={label}
        description={description}
        placeholder="No limit"
        inputMode="decimal"
        {...editor.getInputProps(field)}
      />
      <Text size="sm" aria-live="polite">
        {effect}
      </Text>
    </Stack>
  );
}

/** A limit as typed: null for none, undefined for an invalid text. */
function tryParseLimit(text: string): string | null | undefined {
  try {
    return parseLimit(text);
  } catch {
    return undefined;
  }
}
