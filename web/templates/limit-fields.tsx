import { SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { readOnlyLook } from './fields.ts';
import { approvalInWords, maximumInWords } from './limits.ts';
import { readLimit } from './problems.ts';
import { Section } from './section.tsx';
import type { Editing } from './use-draft.ts';

/** Both limits, each with what it does as it is typed. */
export function LimitFields({ editing }: { editing: Editing }) {
  const { draft, errorOf } = editing;
  const approval = limitOrError(draft.approval_limit);
  const maximum = limitOrError(draft.max_credit_limit);
  return (
    <Section title="Limits" about="In credits, for each request. Empty is no limit.">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Limit
          editing={editing}
          field="approval_limit"
          label="Approval limit"
          description="What is above it waits for a reviewer."
          words={
            approval === undefined || errorOf('approval_limit') !== undefined
              ? ''
              : approvalInWords(approval, maximum ?? null)
          }
        />
        <Limit
          editing={editing}
          field="max_credit_limit"
          label="Maximum"
          description="What is above it is rejected."
          words={
            maximum === undefined || errorOf('max_credit_limit') !== undefined
              ? ''
              : maximumInWords(maximum)
          }
        />
      </SimpleGrid>
    </Section>
  );
}

interface LimitProps {
  editing: Editing;
  field: 'approval_limit' | 'max_credit_limit';
  label: string;
  description: string;
  /** What the limit does. */
  words: string;
}

function Limit({ editing, field, label, description, words }: LimitProps) {
  const { draft, set, errorOf, isReadOnly } = editing;
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
        {...readOnlyLook(isReadOnly)}
      />
      <Text size="sm" aria-live="polite">
        {words}
      </Text>
    </Stack>
  );
}

/** undefined: it cannot be read. */
function limitOrError(text: string): string | null | undefined {
  try {
    return readLimit(text);
  } catch {
    return undefined;
  }
}
