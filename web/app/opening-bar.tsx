import './connection-bar.css';
import { Progress } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRouterState } from '@tanstack/react-router';

/** Milliseconds after which a page that is still being opened says so. */
const slowAfterMs = 300;

/** Says that the next page is being opened; the current one stays until it is there. */
export function OpeningBar() {
  const isOpening = useRouterState({ select: ({ status }) => status === 'pending' });
  const [isSlow] = useDebouncedValue(isOpening, slowAfterMs);
  if (!isOpening || !isSlow) return null;
  return (
    <div role="status" className="opening-bar">
      <Progress.Root radius={0} size={3}>
        <Progress.Section value={100} animated striped aria-label="Opening the page" />
      </Progress.Root>
    </div>
  );
}
