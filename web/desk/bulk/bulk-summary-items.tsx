import { Badge, Box, Group, ScrollArea, Skeleton, Text } from '@mantine/core';
import type { Plan } from '../../api/types.ts';
import { assessAllocation, formatCredits, formatLimit } from '../../parts/credit-format.ts';
import { formatAwardKey, getAwardName } from '../award-facts.ts';
import type { BulkItem } from './bulk-item.ts';
import { MarkedText } from '../../parts/marked-text.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { formatZonedAge } from '../../parts/time-format.tsx';

/** The awards with their credits, and what is unusual about each. */
export function BulkSummaryItems({ items }: { items: readonly BulkItem[] }) {
  return (
    <ScrollArea.Autosize
      mah="38dvh"
      type="auto"
      offsetScrollbars="present"
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Awards' }}
    >
      <Box component="ul" className="bulk-lines" pr="xs">
        {items.map((item) => (
          <BulkSummaryItem key={formatAwardKey(item.award)} item={item} />
        ))}
      </Box>
    </ScrollArea.Autosize>
  );
}

function BulkSummaryItem({ item }: { item: BulkItem }) {
  const { award, step, message, plan } = item;
  const { credits } = assessAllocation(award.project_template_data, award.details.allocation) ?? {};
  return (
    <Box component="li" py={6}>
      <Group gap="sm" justify="space-between" wrap="nowrap" align="flex-start">
        <Box miw={0}>
          <Text size="sm" fw={600} lineClamp={2}>
            <MarkedText text={getAwardName(award)} />
          </Text>
          <Text size="xs" c="dimmed" ff="monospace">
            {award.identifier}
          </Text>
        </Box>
        <Text size="sm" ta="right" ff="monospace">
          {formatCredits(credits ?? null)}
        </Text>
      </Group>
      {step === 'reading' && <Skeleton height={8} mt={4} w="40%" />}
      {step === 'blocked' && (
        <Text size="sm" c="var(--mantine-color-error)">
          Left out: <Sentence text={message} formatTime={formatZonedAge} />
        </Text>
      )}
      {step === 'ready' && plan !== null && <PlanRemarks plan={plan} />}
    </Box>
  );
}

/** What approving does to the project, and which limits it exceeds. */
function PlanRemarks({ plan: { credits, members, project } }: { plan: Plan }) {
  // An approval limit of 0 makes every award wait: exceeding it is not unusual.
  const isAboveApproval = credits.above_approval_limit && Number(credits.approval_limit) > 0;
  return (
    <Group gap={6} mt={2}>
      {credits.above_max_credit_limit && (
        <Badge color="red" variant="light">
          Above the maximum of {formatLimit(credits.max_credit_limit)}
        </Badge>
      )}
      {!credits.above_max_credit_limit && isAboveApproval && (
        <Badge color="orange" variant="light">
          Above the approval limit of {formatLimit(credits.approval_limit)}
        </Badge>
      )}
      {credits.unmapped_unit !== null && (
        <Badge color="orange" variant="light">
          Unmapped unit {credits.unmapped_unit}, counted 1:1
        </Badge>
      )}
      <Text size="xs" c="dimmed">
        {project.action === 'create' ? 'New project' : `Project ${project.short_name}`}
        {members.invited.length > 0 && `, ${members.invited.length} invited`}
        {members.skipped.length > 0 && `, ${members.skipped.length} left out`}
        {members.removed.length > 0 && `, ${members.removed.length} removed`}
      </Text>
    </Group>
  );
}
