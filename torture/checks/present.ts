import type { House } from '../house.ts';
import type { Ledger } from '../ledger.ts';
import type { Check } from './check.ts';
import type { Held, Records } from './records.ts';

const atOnce = 8;

/** Asked twice more, in peace: the answer is the same, and the state that the desk shows. */
export async function checkPresentAnswers(
  house: House,
  ledger: Ledger,
  { held }: Records,
): Promise<Check> {
  const byAward = new Map(held.map((award) => [`${award.identifier} ${award.offering}`, award]));
  const awards = new Set(
    ledger.asked
      .filter(({ identifier }) => identifier !== '')
      .map(({ identifier, offering }) => `${identifier} ${offering}`),
  );
  const flaws: string[] = [];
  const turns = awards.values();
  const worker = async (): Promise<void> => {
    for (const award of turns) {
      const [identifier = '', offering = ''] = award.split(' ');
      const answers = [
        await ask(house, identifier, offering),
        await ask(house, identifier, offering),
      ];
      const expected = expectedAnswer(identifier, byAward.get(award));
      for (const answer of answers) {
        if (!expected.test(answer)) flaws.push(`${award}: ${answer} instead of ${expected}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return {
    what: 'asked again in peace, every award is answered as the desk shows it',
    examined: awards.size,
    flaws,
  };
}

async function ask({ standIn }: House, identifier: string, offering: string): Promise<string> {
  const portal = identifier.split('.')[1] as string;
  const id = await standIn.ask(`get_project_mapping ${identifier}`, { portal, offering });
  return String((await standIn.answer(id)).result);
}

function expectedAnswer(identifier: string, award: Held | undefined): RegExp {
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
