/** What was compared with the model, and where it differs. */
export interface CheckResult {
  /** What must hold. */
  description: string;
  /** How many were looked at. */
  examinedCount: number;
  violations: string[];
}
