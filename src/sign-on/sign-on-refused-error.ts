/** Why a sign-on is refused; the sign-in page explains it. */
export type SignOnProblem = 'unknown' | 'unverified' | 'inactive' | 'taken';

export class SignOnRefusedError extends Error {
  readonly problem: SignOnProblem;

  constructor(problem: SignOnProblem) {
    super(problem);
    this.name = 'SignOnRefusedError';
    this.problem = problem;
  }
}
