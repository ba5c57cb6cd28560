import { Alert, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconClock, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { type Allocation, parseAllocation } from '../../src/award/allocation.ts';
import { BadInput } from '../../src/award/bad-input.ts';
import type { CreditRules } from '../../src/award/credits.ts';
import { CreditsBar, formatCredits } from '../parts/credits-bar.tsx';
import type { TemplateDraft } from './template-draft.ts';
import { predictOutcome } from './allocation-outcome.ts';
import { toCreditRules } from './draft-validation.ts';
import { FormSection } from './form-section.tsx';

const verdictStyles = {
  approved: { title: 'Approved by itself', color: 'green', icon: <IconCheck /> },
  waits: { title: 'Waits for a reviewer', color: 'orange', icon: <IconClock /> },
  rejected: { title: 'Rejected', color: 'red', icon: <IconX /> },
};

/** Asks what would happen to a request under what is typed, stored or not. */
export function AllocationPreview({ draft }: { draft: TemplateDraft }) {
  const [text, setText] = useState('');
  const rules = toCreditRules(draft);
  const allocation = parseAllocationInput(text);
  return (
    <FormSection title="Try it out" about="With what is typed here, saved or not.">
      <TextInput
        label="Allocation"
        description="A size, a space and a unit, or none."
        placeholder="1000 NHR"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={typeof allocation === 'string' ? allocation : undefined}
        spellCheck={false}
      />
      <div role="status" aria-label="Outcome">
        {rules === null ? (
          <Text size="sm">The limits or units cannot be read as they are.</Text>
        ) : (
          allocation !== undefined &&
          typeof allocation !== 'string' && (
            <OutcomeView allocation={allocation} text={text} rules={rules} />
          )
        )}
      </div>
      <Text size="xs" c="dimmed">
        For a new request with the right key. It waits in any case where a project of its name is
        there already, or where it is not to be approved yet.
      </Text>
    </FormSection>
  );
}

interface OutcomeViewProps {
  allocation: Allocation | null;
  text: string;
  rules: CreditRules;
}

function OutcomeView({ allocation, text, rules }: OutcomeViewProps) {
  const { verdict, credits, reason } = predictOutcome(text, rules);
  const { title, color, icon } = verdictStyles[verdict];
  return (
    <Stack gap="sm">
      <div>
        <Text fw={600} size="lg">
          {credits === null ? 'No credits' : `${formatCredits(credits)} credits`}
        </Text>
        {allocation !== null && (
          <Text size="sm" c="dimmed">
            {formatCredits(allocation.size.toFixed())} {allocation.unit}
            {describeFactor(allocation.unit, rules)}
          </Text>
        )}
      </div>
      <CreditsBar
        credits={credits}
        approvalLimit={rules.approvalLimit}
        maxLimit={rules.maxCreditLimit}
      />
      <Alert color={color} icon={icon} title={title} variant="light">
        {reason}
      </Alert>
    </Stack>
  );
}

function describeFactor(unit: string, { allocationUnitsMapping: mapping }: CreditRules): string {
  return Object.hasOwn(mapping, unit)
    ? `, ${mapping[unit]} for one credit`
    : ', one for one credit';
}

/** What was typed; undefined while nothing is, and what is wrong as text. */
function parseAllocationInput(text: string): Allocation | null | undefined | string {
  if (text.trim() === '') return undefined;
  try {
    return parseAllocation(text);
  } catch (error) {
    if (error instanceof BadInput) return error.rule;
    throw error;
  }
}
