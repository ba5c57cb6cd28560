import { templates } from './demo-data.ts';

/** A demo award and what happens to it. */
export interface DemoAward {
  identifier: string;
  offering: string;
  details: Record<string, unknown>;
  /** How many days ago it arrived. */
  ageDays: number;
  scenario: 'none' | 'approve' | 'reject' | 'withdraw' | 'appeal' | 'note';
}

const topics = [
  'Turbulence in stellar interiors',
  'Protein folding at scale',
  'Coastal flooding under climate change',
  'Language models for Welsh',
  'Lattice QCD on Grace-Hopper',
  'Digital twins of fusion plasmas',
  'Genomics of antimicrobial resistance',
  'Battery electrolytes from first principles',
  'Cosmic dawn with neural emulators',
  'Safe reinforcement learning',
  'Aerosols over the Southern Ocean',
  'Catalysts for green ammonia',
  'Hearing aids that learn',
  'Wildfire spread in real time',
  'Quantum circuits by tensor networks',
] as const;

const stages = ['', 'phase two', 'pilot', 'extension'] as const;

const members = [
  ['amara.njoroge@bristol.example.ac.uk', 'PI'],
  ['tomas.havel@leeds.example.ac.uk', 'Co-I'],
  ['ines.carvalho@ucl.example.ac.uk', 'Researcher'],
  ['joon.park@startup.example', 'Researcher'],
  ['lea.fischer@bath.example.ac.uk', 'Observer'],
] as const;

const allocationSizes = [120, 250, 400, 800, 1500, 3000, 9000, 24000, 60000] as const;
/** Factors on these sizes, for templates with a larger or smaller unit. */
const templateScales: Record<string, number> = { regular: 144, gateway: 0.1, development: 0.1 };
const offeringUnits: Record<string, string> = {
  'isambard-ai': 'NHR',
  isambard3: 'COREHR',
  dawn: 'GPUHR',
};
const scenarios = [
  'none',
  'approve',
  'reject',
  'none',
  'appeal',
  'withdraw',
  'note',
  'approve',
] as const;
const DAY_MS = 86_400_000;

/** Sixty awards, the same every time except for the dates, which are around `now`. */
export function createDemoAwards(now: Date): DemoAward[] {
  return Array.from({ length: topics.length * stages.length }, (_, n) => createDemoAward(n, now));
}

function createDemoAward(n: number, now: Date): DemoAward {
  const template = pickCyclic(templates, n);
  const topic = pickCyclic(topics, n * 7);
  const stage = pickCyclic(stages, Math.floor(n / topics.length));
  const date = (days: number): string =>
    new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
  const age = 58 - n + (n % 3);
  return {
    identifier: `${stage === '' ? 'proj' : stage.slice(0, 2)}${100 + n}.${template.portal}`,
    offering: template.offering,
    ageDays: Math.max(0, age),
    scenario: pickCyclic(scenarios, Math.floor(n / templates.length)),
    details: {
      name: stage === '' ? topic : `${topic}, ${stage}`,
      template: template.name,
      key: template.key,
      description: `${topic}: a demo award from ${template.portal}.`,
      members: Object.fromEntries(members.slice(0, 1 + (n % members.length))),
      start_date: date(-age),
      end_date: date(90 + 13 * n),
      allocation: createAllocation(n, template),
      notes: createNotes(n, template.portal, new Date(now.getTime() - (age + 1) * DAY_MS)),
      allowed_domains: n % 4 === 0 ? ['*.ac.uk'] : null,
      award: { id: `EP/X${30000 + n}/1`, url: `https://awards.example/EP-X${30000 + n}` },
      ...(n % 3 === 0 && { breakdown: { 'Months 1-6': '60 %', 'Months 7-12': '40 %' } }),
      ...(n % 9 === 3 && {
        earliest_approve: new Date(now.getTime() + (5 + n) * DAY_MS).toISOString(),
      }),
      ...(n % 5 === 2 && { membership_control: 'roles_only' }),
    },
  };
}

function createAllocation(n: number, { name, offering }: (typeof templates)[number]): string {
  // Some have a unit that their template does not map, so a reviewer must decide.
  const unit = n % 17 === 16 ? 'quantum hours' : (offeringUnits[offering] as string);
  return `${pickCyclic(allocationSizes, n * 5) * (templateScales[name] ?? 1)} ${unit}`;
}

function createNotes(n: number, portal: string, time: Date) {
  if (n % 4 !== 1) return [];
  const text = 'The panel asks for an early start if possible.';
  return [{ timestamp: time.toISOString(), author: `${portal} panel`, text }];
}

function pickCyclic<Item>(items: readonly Item[], n: number): Item {
  return items[n % items.length] as Item;
}
