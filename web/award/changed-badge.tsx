import { Badge, Tooltip } from '@mantine/core';
import { createContext, useContext } from 'react';
import type { DetailChange } from '../changes/compare-details.ts';
import { formatFieldValue } from '../changes/format-field-value.ts';

/** What changed since this person was here last. */
export const VisitChangesContext = createContext<readonly DetailChange[]>([]);

/** A small mark where a field, or one entry of it, changed; what it was on hover and focus. */
export function ChangedBadge({ field, part }: { field: string; part?: string }) {
  const changes = useContext(VisitChangesContext).filter(
    (change) =>
      // An extra field of the awarding portal may have the name of one of ours.
      change.group !== 'extra' &&
      change.field === field &&
      (part === undefined || change.entryName === part),
  );
  if (changes.length === 0) return null;
  const former = changes.map((change) => describePreviousValue(change, part === undefined));
  const what = part ?? changes[0]?.label ?? field;
  return (
    <Tooltip
      label={['Changed since your last visit.', ...former].join('\n')}
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
        tt="none"
        role="note"
        tabIndex={0}
        aria-label={`${what}: changed since your last visit. ${former.join(' ')}`}
      >
        changed
      </Badge>
    </Tooltip>
  );
}

function describePreviousValue(
  { field, kind, entryName: part, from }: DetailChange,
  isNamed: boolean,
): string {
  const was = from === null ? 'Was not there before.' : `Before: ${formatFieldValue(kind, from)}`;
  return isNamed && part !== undefined && field !== 'notes' ? `${part} – ${was}` : was;
}
