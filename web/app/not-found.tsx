import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../parts/query-state.tsx';

/** The screen of an unknown URL. */
export function NotFound() {
  return (
    <EmptyState title="Page not found" order={1}>
      <Anchor component={Link} to="/">
        Go to the desk
      </Anchor>
    </EmptyState>
  );
}
