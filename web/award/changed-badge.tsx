import { Badge, Tooltip } from '@mantine/core';
import { createContext, useContext } from 'react';
import type { DetailChange } from '../changes/compare-details.ts';
import { formatFieldValue } from '../changes/format-field-value.ts';

/** What changed since the reader's last visit. */
export const VisitChangesContext = createContext<readonly DetailChange[]>([]);

/** Marks a field, or one entry of a field, that changed; shows the earlier value on hover and focus. */
export function ChangedBadge({ field, part }: { field: string; part?: string }) {
  const changes = useContext(VisitChangesContext).filter(
    (change) =>
      // An extra field of the awarding portal may have the name of one of ours.
      change.group !== 'extra' &&
      change.field === field &&
      (part === undefined || change.entry === part),
  );
  if (changes.length === 0) return null;
  const earlierValues = changes.map((change) => describePreviousValue(change, part === undefined));
  const name = part ?? changes[0]?.label ?? field;
  return (
    <Tooltip
      label={['Changed since your last visit.', ...earlierValues].join('\n')}
      events={{ hover: true, focus: true, touch: true }}
      multiline
      maw={360}
      style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}
    >
      <Badge
        component="span"
        variant="dot"
        color="violet"
        size="sm"
        role="note"
        tabIndex={0}
        aria-label={`${name}: changed since your last visit. ${earlierValues.join(' ')}`}
      >
        changed
      </Badge>
    </Tooltip>
  );
}

function describePreviousValue(
  { field, kind, entry, before }: DetailChange,
  hasEntryName: boolean,
): string {
  const earlier =
    before === null ? 'Before: nothing.' : `Before: ${formatFieldValue(kind, before)}`;
  return hasEntryName && entry !== undefined && field !== 'notes'
    ? `${entry} – ${earlier}`
    : earlier;
}
