import { Alert, Text } from '@mantine/core';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { toPagePath } from '../api/base-path.ts';
import { findIgnoredParams } from '../parts/search-params.ts';

/** The URL that the tab was opened with; the router drops what no screen understands. */
const openedUrl = {
  pathname: toPagePath(window.location.pathname),
  search: window.location.search,
};

/** Names what the page did not understand in the URL that was opened, so that a lost filter is noticed. */
export function IgnoredParams() {
  const router = useRouter();
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const [isClosed, setClosed] = useState(false);
  const [ignored] = useState(() =>
    findIgnoredParams(openedUrl.search, router.state.matches.at(-1)?.search ?? {}),
  );
  if (ignored.length === 0 || isClosed || pathname !== openedUrl.pathname) return null;
  return (
    <Alert
      color="gray"
      mb="sm"
      title="A part of the URL was ignored"
      withCloseButton
      closeButtonLabel="Close"
      onClose={() => setClosed(true)}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {ignored.join(', ').slice(0, 300)} is not a filter, an order or a page of this screen.
      </Text>
    </Alert>
  );
}
