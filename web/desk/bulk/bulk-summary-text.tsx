import { Progress, Text } from '@mantine/core';
import { formatCredits } from '../../parts/credits-bar.tsx';
import type { ReviewAction } from '../award-list-query.ts';
import { type BulkItem, countItems, sumCredits } from './bulk-item.ts';
import { formatAwardCount } from './bulk-labels.ts';

interface BulkSummaryTextProps {
  action: ReviewAction;
  items: readonly BulkItem[];
  isReading: boolean;
}

/** One sentence about what the decision will do, and how many awards are left out. */
export function BulkSummaryText({ action, items, isReading }: BulkSummaryTextProps) {
  if (isReading) return <ReadingProgress items={items} />;
  const ready = items.filter(({ step }) => step === 'ready');
  const blockedCount = items.length - ready.length;
  return (
    <Text size="sm" aria-live="polite">
      {action === 'approve' ? (
        <>
          {formatAwardCount(ready.length)} with <b>{formatCredits(sumCredits(ready))} credits</b> in
          total will be approved. Projects will be created or updated, members invited, and the
          awarding portals notified.
        </>
      ) : (
        <>
          {formatAwardCount(ready.length)} will be rejected. The awarding portals will be notified
          of the reason.
        </>
      )}
      {blockedCount > 0 &&
        ` ${formatAwardCount(blockedCount)} cannot be decided about and ${blockedCount === 1 ? 'is' : 'are'} left out.`}
    </Text>
  );
}

function ReadingProgress({ items }: { items: readonly BulkItem[] }) {
  const readCount = items.length - countItems(items, 'reading');
  return (
    <div>
      <Text size="sm" mb={4}>
        Reading the current version of {formatAwardCount(items.length)} …
      </Text>
      <Progress value={(readCount / items.length) * 100} aria-label="Reading" />
    </div>
  );
}
