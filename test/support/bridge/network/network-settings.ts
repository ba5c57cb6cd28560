/** How the network behaves; the times are those that were seen in 0.32.2 [run]. */
export interface NetworkSettings {
  /** Of the bridge and all agents: `0.32.2`, or 0.93 and newer. */
  version: string;
  /** Until a lone instruction is done. */
  latencyMs: number;
  /** Instructions that change something, on one instance; 0: any number. */
  changesPerSecond: number;
  /** An instruction that is not done by then is answered with ExpirationError. */
  instructionLifeSeconds: number;
  /** How long `/status` knows a job. */
  jobLifeSeconds: number;
  /** Until an unknown provider is an error. */
  unknownProviderSeconds: number;
  /** Whether UserAdded and the like are sent to our portal. */
  sendsEvents: boolean;
}

export const defaultNetworkSettings: NetworkSettings = {
  version: '0.32.2',
  latencyMs: 600,
  changesPerSecond: 4,
  instructionLifeSeconds: 120,
  jobLifeSeconds: 300,
  unknownProviderSeconds: 5,
  sendsEvents: true,
};
