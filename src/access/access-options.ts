import { type CallerWorkLimits, defaultCallerWorkLimits } from './caller-work-limit.ts';
import { defaultSessionLimits } from './start-and-end-sessions.ts';

/** How people and programs may authenticate (README, Settings). */
export interface AccessOptions {
  /** Whether people may sign in with a password. */
  passwordLogin: boolean;
  /** IP addresses and networks (CIDR) of proxies whose X-Forwarded-* headers are believed. */
  trustedProxies: string[];
  /** How many requests a minute each token or session may make, per replica. */
  tokenRequestsPerMinute: number;
  /** How many days after its owner last signed in a token stops working. */
  tokenOwnerDays: number;
  /** How many hours after it began a session of a browser ends. */
  sessionHours: number;
  /** The same, after its last use. */
  sessionIdleHours: number;
  /** How many requests each person may have under way. */
  callerWork: CallerWorkLimits;
}

/** What applies where no setting is given. */
export const defaultAccessOptions: AccessOptions = {
  passwordLogin: true,
  trustedProxies: [],
  tokenRequestsPerMinute: 6000,
  tokenOwnerDays: 180,
  sessionHours: defaultSessionLimits.hours,
  sessionIdleHours: defaultSessionLimits.idleHours,
  callerWork: defaultCallerWorkLimits,
};
