export type BarrierCode = 'wrong_state' | 'embargoed' | 'conflict' | 'bad_project';

/** Why a reviewer's decision does not happen. The message is for that reviewer. */
export class DecisionRefusedError extends Error {
  readonly code: BarrierCode;

  constructor(code: BarrierCode, message: string) {
    super(message);
    this.name = 'DecisionRefusedError';
    this.code = code;
  }
}

/** Why an award is not deleted, for the pages too (docs/rules/awards.md, A8.16). */
export const legalHoldMessage =
  'The award is under legal hold and cannot be deleted. Staff can lift the hold.';
