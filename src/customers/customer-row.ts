/** A customer with its counts, as the store reads it for a caller. */
export interface CustomerRow {
  id: number;
  uuid: string;
  name: string;
  slug: string;
  native_name: string;
  abbreviation: string;
  description: string;
  email: string;
  created: string;
  /** How many projects the caller sees. */
  projects_count: number;
  users_count: number;
}
