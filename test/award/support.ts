import { type AwardDetails, createEmptyDetails } from '../../src/award/award-details.ts';
import { decideIncoming } from '../../src/award/decide-incoming.ts';
import { decideApproval, decideRefuseChange } from '../../src/award/decide-review.ts';
import { decideWithdrawal } from '../../src/award/decide-withdrawal.ts';
import type { AwardDecision, MessageDecision } from '../../src/award/award-decision.ts';
import {
  type DecisionTime,
  type ExistingAward,
  type ExistingProject,
  type TemplateTerms,
  toDecisionTime,
} from '../../src/award/existing-award.ts';
import { isExpired } from '../../src/award/dates.ts';
import type { ApprovalInput } from '../../src/award/grant-award.ts';
import type { CurrentMember, MembershipPlan } from '../../src/award/membership.ts';
import type { Instruction } from '../../src/award/merge-details.ts';
import { parseAwardMessage } from '../../src/award/parse-award-message.ts';
import { fromStoredDetails, toWireDetails } from '../../src/award/wire-details.ts';

const NOW = '2026-11-27T12:00:00.000Z';

/** The day that many days from the present one. */
export function dayAfter(days: number, from = NOW): string {
  return new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Template `t` of the cases. */
export const template: TemplateTerms = {
  id: 1,
  name: 't',
  customerId: 7,
  shortname: 'a{year}{count}',
  approvalLimit: '1000.00',
  maxCreditLimit: '5000.00',
  allocationUnitsMapping: { NHR: 1 },
  roleMapping: { PI: 'PROJECT.ADMIN', R: 'PROJECT.MEMBER' },
};

export const projectUrl = (uuid: string): string => `https://desk.example/api/projects/${uuid}/`;

/** Details with these fields set. */
export function details(fields: Partial<AwardDetails> = {}): AwardDetails {
  return { ...createEmptyDetails(), ...fields };
}

export function project(fields: Partial<ExistingProject> = {}): ExistingProject {
  return {
    id: 1,
    uuid: '00000000-0000-4000-8000-000000000001',
    name: 'N',
    shortName: 'a6a',
    description: '',
    startDate: null,
    endDate: dayAfter(300),
    credits: '900.00',
    isRemoved: false,
    customerId: 7,
    members: [],
    exclusions: [],
    ...fields,
  };
}

export function member(email: string, fields: Partial<CurrentMember> = {}): CurrentMember {
  return {
    emails: [email],
    role: 'PROJECT.MEMBER',
    state: 'member',
    inCustomer: false,
    isActive: true,
    ...fields,
  };
}

/**
 * One award and its projects in memory: messages and decisions are decided by the functions under
 * test, and stored as src/managed-projects/store-decision.ts stores them.
 */
export class AwardInMemory {
  existing: ExistingAward | null = null;
  projects: ExistingProject[] = [];
  template = template;
  hasKey = false;
  now = NOW;
  lastRefusal: string | null = null;
  sameNameProject: ExistingProject | null = null;
  decisions: AwardDecision[] = [];

  /** The award, which must be stored. */
  get award(): ExistingAward {
    if (this.existing === null) throw new Error('No award is stored.');
    return this.existing;
  }

  get time(): DecisionTime {
    return toDecisionTime(new Date(this.now));
  }

  get approvalInput(): ApprovalInput {
    const number = String(this.projects.length + 1).padStart(12, '0');
    return { ...this.time, newProjectUuid: `00000000-0000-4000-8000-${number}`, projectUrl };
  }

  create(fields: object = {}): MessageDecision {
    const sentFields = { name: 'N', template: 't', end_date: dayAfter(300), ...fields };
    return this.send('create', sentFields);
  }

  update(fields: object): MessageDecision {
    return this.send('update', fields);
  }

  /** Throws BadInput where the message cannot be read. */
  send(instruction: Instruction, fields: object): MessageDecision {
    const message = parseAwardMessage(JSON.parse(JSON.stringify(fields)));
    const decision = decideIncoming(
      { instruction, identifier: 'p1.ukri', message },
      {
        ...this.approvalInput,
        existing: this.existing,
        template: this.template,
        isKeyAccepted: !this.hasKey,
        sameNameProject:
          this.existing === null || this.existing.project === null ? this.sameNameProject : null,
        lastRefusalReason: this.lastRefusal,
        noteAuthor: 'Gatehouse robot',
        maxAwardBytes: 1_048_576,
      },
    );
    this.apply(decision);
    return decision;
  }

  withdraw(): MessageDecision {
    const decision = decideWithdrawal(this.existing);
    this.apply(decision);
    return decision;
  }

  approve(comment: string | null = null): AwardDecision {
    return this.decide((existing) => decideApproval(existing, this.approvalInput, comment));
  }

  refuseChange(comment: string | null = null): AwardDecision {
    return this.decide((existing) =>
      decideRefuseChange(existing, { comment, author: 'Rev Iewer', now: this.now }),
    );
  }

  /** Stores a decision about the stored award. */
  decide(decide: (existing: ExistingAward) => AwardDecision): AwardDecision {
    const decision = decide(this.award);
    this.apply(decision);
    return decision;
  }

  changeTemplate(fields: Partial<TemplateTerms>): void {
    this.template = { ...this.template, ...fields };
    if (this.existing) this.existing = { ...this.existing, template: this.template };
  }

  changeProject(fields: Partial<ExistingProject>): void {
    const changed = { ...(this.award.project as ExistingProject), ...fields };
    this.projects = this.projects.map((one) => (one.id === changed.id ? changed : one));
    this.existing = { ...this.award, project: changed };
  }

  wait(days: number): void {
    this.now = new Date(Date.parse(this.now) + days * 86_400_000).toISOString();
  }

  apply(decision: AwardDecision): void {
    this.decisions.push(decision);
    const entry = decision.audit.at(-1);
    if (entry) this.lastRefusal = entry.action === 'refused' ? entry.note : null;
    const changed = this.#applyProject(decision);
    if (decision.award) this.#applyAward(decision.award, changed);
    else if (changed && this.existing) this.existing = { ...this.existing, project: changed };
  }

  #applyProject({ project: change, members }: AwardDecision): ExistingProject | null {
    if (change === undefined) return null;
    const { shortnamePattern, ...rest } = change;
    const present =
      change.kind === 'make'
        ? project({ id: this.projects.length + 1, shortName: null, credits: null })
        : this.#findProject(change.projectId);
    const { kind: _, projectId: __, ...fields } = { projectId: 0, ...rest };
    const named =
      present.shortName ?? (shortnamePattern ? `a6${'abcdefgh'[present.id - 1]}` : null);
    const changed = { ...present, ...fields, shortName: named };
    const result = members ? { ...changed, ...applyMembers(changed, members) } : changed;
    const others = this.projects.filter(({ id }) => id !== result.id);
    this.projects = [...others, result];
    return result;
  }

  #findProject(id: number): ExistingProject {
    const found = [...this.projects, this.sameNameProject].find((one) => one?.id === id);
    if (!found) throw new Error('There is no such project.');
    return found;
  }

  #applyAward(change: NonNullable<AwardDecision['award']>, changed: ExistingProject | null): void {
    if (change.deleted) {
      this.existing = null;
      return;
    }
    const before = this.existing;
    const had = before?.project ?? null;
    const attached =
      change.attachment === 'none'
        ? null
        : change.attachment === 'project'
          ? changed
          : (changed ?? had);
    const remembered = change.rememberProject ? had : null;
    const reviewers = { robot: 'robot', caller: 'person', nobody: null } as const;
    const { by } = change.review;
    this.existing = {
      id: 1,
      version: (before?.version ?? 0) + 1,
      identifier: 'p1.ukri',
      offering: 'gpu',
      destination: 'ukri.brics.gpu',
      state: change.state,
      details: fromStoredDetails(JSON.parse(JSON.stringify(toWireDetails(change.details)))),
      reviewComment: change.review.comment,
      reviewedBy: by === 'unchanged' ? (before?.reviewedBy ?? null) : reviewers[by],
      grantedAllocation:
        change.grantedAllocation === undefined
          ? (before?.grantedAllocation ?? null)
          : change.grantedAllocation,
      refusedAllocation:
        change.refusedAllocation === undefined
          ? (before?.refusedAllocation ?? null)
          : change.refusedAllocation,
      waitingReasons: change.waitingReasons,
      messageProblem:
        change.messageProblem === undefined
          ? (before?.messageProblem ?? null)
          : change.messageProblem,
      template: this.template,
      project: attached,
      previousProject:
        change.attachment === undefined ? (before?.previousProject ?? null) : remembered,
    };
  }

  /** Whether the award's project has ended. */
  get hasEnded(): boolean {
    return isExpired(this.award.project?.endDate ?? null, this.time.today);
  }
}

function applyMembers(
  { members, exclusions }: ExistingProject,
  plan: MembershipPlan,
): Pick<ExistingProject, 'members' | 'exclusions'> {
  const removed = new Set(plan.removals.map(({ email, state }) => `${state} ${email}`));
  const roles = new Map(plan.roleChanges.map(({ email, role }) => [email, role]));
  const staying = members
    .filter(({ emails, state }) => !removed.has(`${state} ${emails[0] ?? ''}`))
    .map((one) => ({ ...one, role: roles.get(one.emails[0] ?? '') ?? one.role }));
  const invited = plan.invitations.map(({ email, role }) =>
    member(email, { role, state: 'invited' }),
  );
  return {
    members: [...staying, ...invited],
    exclusions: exclusions.filter(({ email }) => !plan.liftedExclusions.includes(email)),
  };
}
