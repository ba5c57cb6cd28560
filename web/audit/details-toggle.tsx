import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { AuditEntry } from '../api/types.ts';
import { compareDetails } from '../changes/compare-details.ts';
import { formatDateTime } from '../parts/time-format.tsx';

interface DetailsToggleProps {
  entry: AuditEntry;
  isOpen: boolean;
  onToggle: () => void;
}

/** A button that opens the details of an entry; nothing where they show nothing. */
export function DetailsToggle({ entry, isOpen, onToggle }: DetailsToggleProps) {
  const label = describeDetails(entry);
  if (label === '') return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
      aria-expanded={isOpen}
      aria-label={`${label} (${entry.identifier}, ${formatDateTime(entry.timestamp)})`}
      onClick={onToggle}
    >
      {label}
    </Button>
  );
}

/**
 * What the details of an entry show. A decision that came with the arrival shows nothing: the entry
 * of the arrival has the details.
 */
function describeDetails({
  action,
  previous_details,
  new_details,
  details_url,
}: AuditEntry): string {
  if (action === 'created') return 'Details on arrival';
  if (details_url !== null) return 'Details';
  if (previous_details === null) return '';
  if (new_details === null) return 'Former details';
  const { length } = compareDetails(previous_details, new_details);
  if (length === 0) return '';
  return length === 1 ? '1 change' : `${length} changes`;
}
