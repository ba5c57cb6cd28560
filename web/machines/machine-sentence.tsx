import type { Machine } from '../api/types.ts';
import { SiteTime } from '../parts/time-format.tsx';

/** The state of a project on a resource as a sentence. */
export function MachineSentence({ machine }: { machine: Machine }) {
  const { state, state_text, present_since } = machine;
  if (state !== 'present' || present_since === null) return state_text;
  return (
    <>
      Present since <SiteTime time={present_since} />.
    </>
  );
}
