import type { Cluster } from '../cluster.ts';
import type { RequestLedger } from '../request-ledger.ts';
import type { CheckResult } from './check-result.ts';
import type { StoredAward, StoredRecords } from './stored-records.ts';

const MAX_OPEN_JOBS = 8;

/** Asked twice more, in peace: the answer is the same, and the state that the desk shows. */
export async function checkRepeatedAnswers(
  cluster: Cluster,
  ledger: RequestLedger,
  { awards: storedAwards }: StoredRecords,
): Promise<CheckResult> {
  const byAward = new Map(
    storedAwards.map((award) => [`${award.identifier} ${award.offering}`, award]),
  );
  const awards = new Set(
    ledger.jobs
      .filter(({ identifier }) => identifier !== '')
      .map(({ identifier, offering }) => `${identifier} ${offering}`),
  );
  const flaws: string[] = [];
  const turns = awards.values();
  const worker = async (): Promise<void> => {
    for (const award of turns) {
      const [identifier = '', offering = ''] = award.split(' ');
      const answers = [
        await requestMapping(cluster, identifier, offering),
        await requestMapping(cluster, identifier, offering),
      ];
      const expected = buildExpectedAnswer(identifier, byAward.get(award));
      for (const answer of answers) {
        if (!expected.test(answer)) flaws.push(`${award}: ${answer} instead of ${expected}`);
      }
    }
  };
  await Promise.all(Array.from({ length: MAX_OPEN_JOBS }, worker));
  return {
    description: 'asked again without faults, every award is answered as it is stored',
    examinedCount: awards.size,
    violations: flaws,
  };
}

async function requestMapping(
  { standIn }: Cluster,
  identifier: string,
  offering: string,
): Promise<string> {
  const portal = identifier.split('.')[1] as string;
  const id = await standIn.submitCommand(`get_project_mapping ${identifier}`, { portal, offering });
  return String((await standIn.waitForAnswer(id)).result);
}

function buildExpectedAnswer(identifier: string, award: StoredAward | undefined): RegExp {
  switch (award?.state) {
    case 'approved':
      return new RegExp(`^"${RegExp.escape(`${identifier}:${award.short_name}.`)}[a-z]+"$`);
    case 'pending':
      return /^ManagedProjectPendingError: /;
    case 'rejected':
      return /^ManagedProjectRejectedError: /;
    default:
      return /^OpenPortalError: /;
  }
}
