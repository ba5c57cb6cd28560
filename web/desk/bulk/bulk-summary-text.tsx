import { Progress, Text } from '@mantine/core';
import { useNotificationDelay } from '../../api/site.ts';
import { isPendingChange } from '../../award/running-change.ts';
import { formatCredits } from '../../parts/credit-format.ts';
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
      <DecisionSummary action={action} items={ready} />
      {blockedCount > 0 &&
        ` ${formatAwardCount(blockedCount)} cannot be decided about and ${blockedCount === 1 ? 'is' : 'are'} left out.`}
    </Text>
  );
}

/** What becomes of the awards that can be decided about. */
function DecisionSummary({ action, items }: Pick<BulkSummaryTextProps, 'action' | 'items'>) {
  const count = formatAwardCount(items.length);
  const delay = useNotificationDelay();
  switch (action) {
    case 'approve':
      return (
        <>
          {count} with <b>{formatCredits(sumCredits(items))} credits</b> in total will be approved.
          Projects will be created or updated, members invited, and the awarding portals notified
          {delay}.
        </>
      );
    case 'refuse-change':
      return `${count} will be approved as granted before: the projects keep running, and the awarding portals will be notified of the reason${delay}.`;
    case 'reject':
      return (
        <>
          {count} will be rejected. The awarding portals will be notified of the reason{delay}.
          <RunningAwardsWarning
            count={items.filter(({ award }) => isPendingChange(award)).length}
          />
        </>
      );
  }
}

/** Rejecting ends a running award, which refusing its change does not. */
function RunningAwardsWarning({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <b>
      {' '}
      {count === 1
        ? 'One of them is running: its project would lose its award.'
        : `${count} of them are running: their projects would lose their awards.`}{' '}
      To refuse only what is new, cancel and choose “Refuse change”.
    </b>
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
