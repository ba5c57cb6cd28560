/* The two clusters of the demo. */

/** Credits are node hours on both. */
export const demoResources = [
  { name: 'Isambard AI', instance: 'ai', secondsPerCredit: '3600', offerings: ['isambard-ai'] },
  {
    name: 'Isambard 3',
    instance: 'i3',
    secondsPerCredit: '3600',
    offerings: ['isambard3', 'dawn'],
  },
] as const;

/** The provider of the destinations is no real one. */
const PROVIDER = 'demo.clusters';

/** What the destinations of the demo's resources match, with LIKE. */
export const demoDestinationsLike = `%.${PROVIDER}.%`;

/** The destination of one of the demo's resources below our portal. */
export function buildDemoDestination(portal: string, instance: string): string {
  return `${portal}.${PROVIDER}.${instance}`;
}

/** The destinations of all of them. */
export function listDemoDestinations(portal: string): string[] {
  return demoResources.map(({ instance }) => buildDemoDestination(portal, instance));
}
