/** What was compared with the model, and where it differs. */
export interface Check {
  /** What must hold. */
  what: string;
  /** How many were looked at. */
  examined: number;
  flaws: string[];
}
