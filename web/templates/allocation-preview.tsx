/* The preview of how requests are judged under a template that is being edited. */

import { Alert, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconClock, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type Allocation, parseAllocation } from '../../src/award/allocation.ts';
import { BadInput } from '../../src/award/bad-input.ts';
import type { CreditRules } from '../../src/award/assess-credits.ts';
import { formatCredits } from '../parts/credit-format.ts';
import { CreditsBar } from '../parts/credits-bar.tsx';
import { stripAllocationSeparators } from '../parts/typed-number.ts';
import type { TemplateDraft } from './template-draft.ts';
import { Sentence } from '../parts/sentence.tsx';
import { type AllocationOutcome, predictOutcome } from './allocation-outcome.ts';
import { toCreditRules } from './draft-validation.ts';
import { FormSection } from './form-section.tsx';

interface OutcomeStyle {
  title: string;
  color: string;
  icon: ReactNode;
}

const outcomeStyles: Record<AllocationOutcome['state'], OutcomeStyle> = {
  approved: { title: 'Approved automatically', color: 'green', icon: <IconCheck /> },
  pending: { title: 'Waits for a reviewer', color: 'orange', icon: <IconClock /> },
  rejected: { title: 'Rejected', color: 'red', icon: <IconX /> },
};

/** Predicts what would happen to a request under the template as typed, saved or not. */
export function AllocationPreview({ draft }: { draft: TemplateDraft }) {
  const [typed, setTyped] = useState('');
  const text = stripAllocationSeparators(typed);
  const rules = toCreditRules(draft);
  const allocation = parseAllocationInput(text);
  return (
    <FormSection title="Try it out" description="Uses the template as typed here, saved or not.">
      <TextInput
        label="Allocation"
        description="A size, a space and a unit; or none."
        placeholder="1,000 NHR"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={typeof allocation === 'string' ? allocation : undefined}
        spellCheck={false}
      />
      <div role="status" aria-label="Outcome">
        {rules === null ? (
          <Text size="sm">The limits or units are invalid.</Text>
        ) : (
          allocation !== undefined &&
          typeof allocation !== 'string' && (
            <OutcomeView allocation={allocation} text={text} rules={rules} />
          )
        )}
      </div>
      <Text size="xs" c="dimmed">
        For a new request with the right key. A request also waits if a project of the same name
        exists, or if it is under embargo.
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
  const { state, credits, reason } = predictOutcome(text, rules);
  const { title, color, icon } = outcomeStyles[state];
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
        <Sentence text={reason} />
      </Alert>
    </Stack>
  );
}

function describeFactor(unit: string, { allocationUnitsMapping: mapping }: CreditRules): string {
  return Object.hasOwn(mapping, unit)
    ? `, ${formatCredits(String(mapping[unit]))} for one credit`
    : ', 1 for one credit';
}

/** The allocation as typed; undefined for an empty text, a text that names the broken rule for an invalid one. */
function parseAllocationInput(text: string): Allocation | null | undefined | string {
  if (text.trim() === '') return undefined;
  try {
    return parseAllocation(text);
  } catch (error) {
    if (error instanceof BadInput) return error.rule;
    throw error;
  }
}
