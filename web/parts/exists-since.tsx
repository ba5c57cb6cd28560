import { SiteTime } from './time-format.tsx';

/** Says of something that was to be created that it is there: `The project Tides exists, since …`. */
export function ExistsSince({ what, created }: { what: string; created: string }) {
  return (
    <>
      {what} exists, since <SiteTime time={created} />.
    </>
  );
}
