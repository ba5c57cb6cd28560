import { Loader } from '@mantine/core';
import type { AuditEntry } from '../api/types.ts';
import { DetailsDiff } from '../changes/details-diff.tsx';
import { useEntryDetails } from './use-entry-details.ts';

/** What an entry changed; loaded first where the list does not have it. */
export function EntryDetails({ entry }: { entry: AuditEntry }) {
  const complete = useEntryDetails(entry, true);
  if (complete === null) return <Loader size="sm" aria-label="Loading the details" />;
  return <DetailsDiff previous={complete.previous_details} next={complete.new_details} />;
}
