import { RelativeTime } from '../parts/time-format.tsx';

/** When a resource is asked next: `at once` for a time that has passed. */
export function NextTry({ time }: { time: string }) {
  return Date.parse(time) <= Date.now() ? 'at once' : <RelativeTime time={time} />;
}
