import { Badge, Box, Group, ScrollArea, Skeleton, Text } from '@mantine/core';
import { assessAllocation, formatCredits, formatLimit } from '../../parts/credits-bar.tsx';
import { formatAwardKey, getAwardName } from '../award-list-query.ts';
import type { BulkItem } from './bulk-item.ts';

/** A line for each award: its credits, and what one should know before deciding. */
export function BulkSummaryItems({ lines }: { lines: readonly BulkItem[] }) {
  return (
    <ScrollArea.Autosize
      mah="38dvh"
      type="auto"
      offsetScrollbars="present"
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Awards' }}
    >
      <Box component="ul" className="bulk-lines">
        {lines.map((line) => (
          <BulkSummaryItem key={formatAwardKey(line.award)} line={line} />
        ))}
      </Box>
    </ScrollArea.Autosize>
  );
}

function BulkSummaryItem({ line }: { line: BulkItem }) {
  const { award, step, message: words } = line;
  const { credits } = assessAllocation(award.project_template_data, award.details.allocation) ?? {};
  return (
    <Box component="li" py={6}>
      <Group gap="sm" justify="space-between" wrap="nowrap" align="flex-start">
        <Box miw={0}>
          <Text size="sm" fw={600} lineClamp={2}>
            {getAwardName(award)}
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
      {step === 'barred' && (
        <Text size="sm" c="var(--mantine-color-error)">
          Left out: {words}
        </Text>
      )}
      {step === 'ready' && <PlanRemarks line={line} />}
    </Box>
  );
}

/** What is unusual about approving this. */
function PlanRemarks({ line: { plan } }: { line: BulkItem }) {
  if (plan === null) return null;
  const { credits, members } = plan;
  const isUnusual = credits.above_approval_limit && Number(credits.approval_limit) > 0;
  return (
    <Group gap={6} mt={2}>
      {credits.above_max_credit_limit && (
        <Badge color="red" variant="light" tt="none">
          Above the maximum of {formatLimit(credits.max_credit_limit)}
        </Badge>
      )}
      {!credits.above_max_credit_limit && isUnusual && (
        <Badge color="orange" variant="light" tt="none">
          Above the approval limit of {formatLimit(credits.approval_limit)}
        </Badge>
      )}
      {credits.unmapped_unit !== null && (
        <Badge color="orange" variant="light" tt="none">
          {credits.unmapped_unit} not mapped: counts 1:1
        </Badge>
      )}
      <Text size="xs" c="dimmed">
        {plan.project.action === 'create' ? 'A new project' : `Project ${plan.project.short_name}`}
        {members.invited.length > 0 && `, ${members.invited.length} invited`}
        {members.skipped.length > 0 && `, ${members.skipped.length} left out`}
        {members.removed.length > 0 && `, ${members.removed.length} removed`}
      </Text>
    </Group>
  );
}
