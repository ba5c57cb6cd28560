import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideAttachment, decideDetachment } from '../../src/award/decide-attachment.ts';
import * as review from '../../src/award/decide-review.ts';
import { DecisionRefusedError } from '../../src/award/decision-refused-error.ts';
import { awardStates } from '../../src/award/award-enums.ts';
import type { ExistingAward } from '../../src/award/existing-award.ts';
import { type AwardAction, actionStates } from '../../web/award/action-states.ts';

const details = {
  name: 'Deep sea',
  template: 'open-call',
  key: null,
  description: null,
  members: null,
  start_date: null,
  end_date: null,
  allocation: null,
  allowed_domains: null,
  notes: [],
  extra: {},
} as unknown as ExistingAward['details'];

const project = {
  id: 1,
  uuid: '11111111-1111-4111-8111-111111111111',
  name: 'Deep sea',
  shortName: 'a6a',
  description: '',
  startDate: null,
  endDate: null,
  credits: null,
  isRemoved: false,
  customerId: 1,
  members: [],
  exclusions: [],
};

const buildAward = (state: ExistingAward['state'], hasProject: boolean) =>
  ({
    id: 1,
    version: 1,
    identifier: 'p1.ukri',
    offering: 'isambard-ai',
    destination: 'ukri.brics.isambard-ai',
    state,
    details,
    reviewComment: null,
    reviewedBy: null,
    grantedAllocation: hasProject ? '500 NHR' : null,
    refusedAllocation: null,
    waitingReasons: [],
    messageProblem: null,
    previousProject: null,
    project: hasProject ? project : null,
    template: {
      id: 1,
      name: 'open-call',
      customerId: 1,
      shortname: 'a{year}{count}',
      roleMapping: {},
      approvalLimit: null,
      maxCreditLimit: null,
      allocationUnitsMapping: {},
    },
  }) as unknown as ExistingAward;

const projectUrl = (uuid: string): string => `https://desk.example/projects/${uuid}`;
const time = { now: '2026-11-23T12:00:00Z', today: '2026-11-23' };
const note = { timestamp: time.now, author: 'Staff', text: 'A note.' };

/** Makes each decision as the service does; `hasProject` says what the decision needs. */
const decisions: Record<
  AwardAction,
  { hasProject: boolean; decide: (award: ExistingAward) => unknown }
> = {
  approve: {
    hasProject: false,
    decide: (award) =>
      review.decideApproval(award, { ...time, newProjectUuid: project.uuid, projectUrl }, null),
  },
  'refuse-change': {
    hasProject: true,
    decide: (award) =>
      review.decideRefuseChange(award, { comment: 'No.', author: 'Staff', now: time.now }),
  },
  reject: { hasProject: false, decide: (award) => review.decideRejection(award, 'No.') },
  attach: {
    hasProject: false,
    decide: (award) =>
      decideAttachment(award, {
        project,
        managedBy: null,
        mayCrossCustomers: false,
        projectUrl,
      }),
  },
  detach: { hasProject: true, decide: (award) => decideDetachment(award) },
  'add-note': { hasProject: false, decide: (award) => review.decideNote(award, note) },
  'ask-portal': {
    hasProject: false,
    decide: (award) => review.decideNote(award, note, undefined, 'portal_asked'),
  },
  reopen: { hasProject: false, decide: (award) => review.decideReopening(award, null) },
  delete: { hasProject: false, decide: (award) => review.decideDeletion(award) },
};

for (const [action, { hasProject, decide }] of Object.entries(decisions)) {
  test(`offers ${action} in exactly the states in which the service accepts it`, () => {
    const acceptedStates = awardStates.filter((state) => {
      try {
        decide(buildAward(state, hasProject));
        return true;
      } catch (error) {
        assert.ok(error instanceof DecisionRefusedError, String(error));
        assert.equal(error.code, 'wrong_state');
        return false;
      }
    });
    assert.deepEqual(acceptedStates, actionStates[action as AwardAction] ?? [...awardStates]);
  });
}
