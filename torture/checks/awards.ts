import type { Ledger } from '../ledger.ts';
import type { Check } from './check.ts';
import { addressOf, type Records } from './records.ts';

/** Each award that arrived is held, with the credits that somebody asked for; no project is a stray. */
export function checkAwards(ledger: Ledger, records: Records): Check[] {
  return [checkHeld(records), checkCredits(ledger, records), checkProjects(ledger, records)];
}

/** By its last arrival and deletion. */
function checkHeld({ audit, held }: Records): Check {
  const expected = new Map<string, boolean>();
  for (const entry of audit) {
    if (entry.action === 'created') expected.set(addressOf(entry), true);
    if (entry.action === 'deleted') expected.set(addressOf(entry), false);
  }
  const present = new Set(held.map(addressOf));
  const flaws = [...expected].flatMap(([address, isExpected]) => {
    if (isExpected === present.has(address)) return [];
    return [`${address} ${isExpected ? 'arrived and is not held' : 'was deleted and is held'}`];
  });
  return { what: 'every award that arrived is held, once', examined: expected.size, flaws };
}

function checkCredits({ asked }: Ledger, { held }: Records): Check {
  const byAward = Map.groupBy(asked, ({ identifier }) => identifier);
  const granted = held.filter(({ state, credits }) => state === 'approved' && credits !== null);
  const flaws = granted.flatMap(({ identifier, credits }) => {
    const sizes = (byAward.get(identifier) ?? []).map(({ allocation }) =>
      parseInt(allocation ?? '', 10),
    );
    return sizes.includes(Number(credits))
      ? []
      : [`${identifier} has ${credits}, asked for ${sizes}`];
  });
  return { what: 'no credits are granted that nobody asked for', examined: granted.length, flaws };
}

/** A project was made by hand or by the approval of one award. */
function checkProjects({ madeByHand }: Ledger, { audit, projects }: Records): Check {
  const approvals = Map.groupBy(
    audit.filter(({ action, project }) => action === 'approved' && project !== null),
    ({ project }) => project as string,
  );
  const flaws = projects.flatMap(({ uuid, short_name }) => {
    if (madeByHand.has(uuid) || approvals.has(uuid)) return [];
    return [`${short_name ?? uuid} was made by nobody's decision`];
  });
  return { what: 'every project is explained by a decision', examined: projects.length, flaws };
}
