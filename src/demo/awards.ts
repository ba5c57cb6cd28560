import { templates } from './desk-data.ts';

/** One award of the demonstration, and what becomes of it. */
export interface DemoAward {
  identifier: string;
  offering: string;
  details: Record<string, unknown>;
  /** How many days ago it arrived. */
  age: number;
  fate: 'none' | 'approve' | 'reject' | 'withdraw' | 'appeal' | 'note';
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

const sizes = [120, 250, 400, 800, 1500, 3000, 9000, 24000, 60000] as const;
/** What is usual under a template, against the sizes above. */
const scaleOf: Record<string, number> = { regular: 144, gateway: 0.1, development: 0.1 };
const unitOf: Record<string, string> = { 'isambard-ai': 'NHR', isambard3: 'COREHR', dawn: 'GPUHR' };
const fates = [
  'none',
  'approve',
  'reject',
  'none',
  'appeal',
  'withdraw',
  'note',
  'approve',
] as const;
const day = 86_400_000;

/** Some sixty awards; the same every time but for the dates, which are around `now`. */
export function demoAwards(now: Date): DemoAward[] {
  return Array.from({ length: topics.length * stages.length }, (_, n) => awardOf(n, now));
}

function awardOf(n: number, now: Date): DemoAward {
  const template = at(templates, n);
  const topic = at(topics, n * 7);
  const stage = at(stages, Math.floor(n / topics.length));
  const date = (days: number): string =>
    new Date(now.getTime() + days * day).toISOString().slice(0, 10);
  const age = 58 - n + (n % 3);
  return {
    identifier: `${stage === '' ? 'proj' : stage.slice(0, 2)}${100 + n}.${template.portal}`,
    offering: template.offering,
    age: Math.max(0, age),
    fate: at(fates, Math.floor(n / templates.length)),
    details: {
      name: stage === '' ? topic : `${topic}, ${stage}`,
      template: template.name,
      key: template.key,
      description: `${topic}: a demonstration award, asked for over ${template.portal}.`,
      members: Object.fromEntries(members.slice(0, 1 + (n % members.length))),
      start_date: date(-age),
      end_date: date(90 + 13 * n),
      allocation: allocationOf(n, template),
      notes: notesOf(n, template.portal, new Date(now.getTime() - (age + 1) * day)),
      allowed_domains: n % 4 === 0 ? ['*.ac.uk'] : null,
      award: { id: `EP/X${30000 + n}/1`, url: `https://awards.example/EP-X${30000 + n}` },
      ...(n % 3 === 0 && { breakdown: { 'Months 1-6': '60 %', 'Months 7-12': '40 %' } }),
      ...(n % 9 === 3 && {
        earliest_approve: new Date(now.getTime() + (5 + n) * day).toISOString(),
      }),
      ...(n % 5 === 2 && { membership_control: 'roles_only' }),
    },
  };
}

function allocationOf(n: number, { name, offering }: (typeof templates)[number]): string {
  // A unit that its template does not map, now and then: it waits for a reviewer, with words.
  const unit = n % 17 === 16 ? 'quantum hours' : (unitOf[offering] as string);
  return `${at(sizes, n * 5) * (scaleOf[name] ?? 1)} ${unit}`;
}

function notesOf(n: number, portal: string, time: Date) {
  if (n % 4 !== 1) return [];
  const text = 'The panel asks for an early start if the desk can manage it.';
  return [{ timestamp: time.toISOString(), author: `${portal} panel`, text }];
}

function at<Item>(items: readonly Item[], n: number): Item {
  return items[n % items.length] as Item;
}
