import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../parts/query-state.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <EmptyState title="There is no such page">
      <Anchor component={Link} to="/">
        To the desk
      </Anchor>
    </EmptyState>
  );
}
