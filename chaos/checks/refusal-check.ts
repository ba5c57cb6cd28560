import type { RequestLedger } from '../request-ledger.ts';
import { refusals } from '../traffic/refused-messages.ts';
import type { CheckResult } from './check-result.ts';
import { formatAwardKey, type StoredRecords } from './stored-records.ts';

/** The setting's default (GATEHOUSE_MAX_AWARD_BYTES). */
const MAX_AWARD_BYTES = 1024 * 1024;

/** What is too large or nested too deeply is refused with its field, and leaves no trace in an award. */
export function checkRefusals(
  { jobs }: RequestLedger,
  { awards, journal }: StoredRecords,
): CheckResult[] {
  const results = new Map(
    journal.flatMap((entry) => (entry.what === 'answered' ? [[entry.id, entry.result]] : [])),
  );
  const answered = jobs.flatMap(({ id, identifier, refusedAs }) => {
    const result = results.get(id);
    return refusedAs === undefined || result === undefined
      ? []
      : [{ identifier, refusedAs, result }];
  });
  return [
    {
      description: 'an oversized award and deep JSON are refused with their field',
      examinedCount: answered.length,
      violations: answered
        .filter(({ refusedAs, result }) => !refusals[refusedAs].test(result))
        .map(({ identifier, refusedAs, result }) => `${refusedAs} for ${identifier}: ${result}`),
    },
    {
      description: 'no stored award is larger than the bound or has what was refused',
      examinedCount: awards.length,
      violations: awards
        .filter((award) => award.has_ballast || award.printed_bytes > MAX_AWARD_BYTES)
        .map((award) => `${formatAwardKey(award)}: ${award.printed_bytes} bytes`),
    },
  ];
}
