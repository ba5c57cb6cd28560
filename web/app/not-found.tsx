import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Empty } from '../parts/feedback.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Empty title="There is no such page">
      <Anchor component={Link} to="/">
        To the desk
      </Anchor>
    </Empty>
  );
}
