/** What the operator decides about who gets in (README, Settings). */
export interface AccessOptions {
  /** Whether accounts here may sign in with a password. */
  passwordLogin: boolean;
  /** Addresses and networks (CIDR) whose X-Forwarded-* are believed. */
  trustedProxies: string[];
  /** How many requests a token may make in a minute, on each replica. */
  tokenRequestsPerMinute: number;
}

/** As it is where the operator says nothing. */
export const defaultAccessOptions: AccessOptions = {
  passwordLogin: true,
  trustedProxies: [],
  tokenRequestsPerMinute: 6000,
};
