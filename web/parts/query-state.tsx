/* What screens show while data is loading, after an error, and where there is none. */

import {
  Alert,
  Button,
  Center,
  Group,
  Skeleton,
  Stack,
  Text,
  ThemeIcon,
  Title,
} from '@mantine/core';
import { IconAlertTriangle, IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiError, toErrorMessage } from '../api/api-error.ts';

/** Grey bars while data is loading. */
export function LoadingSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <Stack gap="sm" aria-busy="true" aria-label="Loading" role="status">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <Skeleton key={row} height={row === 0 ? 36 : 24} />
      ))}
    </Stack>
  );
}

interface ErrorAlertProps {
  error: unknown;
  /** Shows a "Try again" button that calls this. */
  onRetry?: (() => void) | undefined;
  title?: string;
}

/** The message of an error, and a button that tries again. */
export function ErrorAlert({ error, onRetry, title = 'Request failed' }: ErrorAlertProps) {
  return (
    <Alert icon={<IconAlertTriangle />} color="red" title={title} role="alert" variant="light">
      <Group justify="space-between">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {toErrorMessage(error)}
        </Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  );
}

/** Says that there is nothing to show, and why. */
export function EmptyState({
  title,
  order = 2,
  children,
}: {
  title: string;
  /** 1 where nothing else is on the screen. */
  order?: 1 | 2;
  children?: ReactNode;
}) {
  return (
    <Center py={64} px="md">
      <Stack align="center" gap="xs" maw={440}>
        <ThemeIcon variant="light" size={56} radius="xl" color="gray">
          <IconInbox size={28} />
        </ThemeIcon>
        <Title order={order} size="h3" ta="center">
          {title}
        </Title>
        {children && (
          <Text c="dimmed" ta="center" component="div">
            {children}
          </Text>
        )}
      </Stack>
    </Center>
  );
}

/** Says that what the URL names is not there for this reader. */
function NotFoundState() {
  return (
    <EmptyState title="Not found">
      It may have been deleted, the URL may be wrong, or you may not see it.
    </EmptyState>
  );
}

interface QueryState<Data> {
  data: Data | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** Renders a query's data; before that its loading state or its error. */
export function QueryContent<Data>({
  query,
  rows,
  children,
}: {
  query: QueryState<Data>;
  rows?: number;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <LoadingSkeleton {...(rows !== undefined && { rows })} />;
  if (query.error instanceof ApiError && query.error.status === 404) return <NotFoundState />;
  return <ErrorAlert error={query.error} onRetry={() => query.refetch()} />;
}
