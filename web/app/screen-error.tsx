import { Anchor, Stack, Text } from '@mantine/core';
import { basePath } from '../api/base-path.ts';
import { ApiError } from '../api/api-error.ts';
import { ErrorAlert } from '../parts/query-state.tsx';

/** In place of a screen that could not be shown. Only messages of the service are for readers. */
export function ScreenError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error instanceof ApiError) return <ErrorAlert error={error} onRetry={onRetry} />;
  return (
    <Stack gap="sm" p="md">
      <ErrorAlert
        title="This page cannot be shown"
        error={new Error('Something in the URL or in this version of the pages is wrong.')}
        onRetry={() => window.location.reload()}
      />
      <Text size="sm">
        <Anchor href={`${basePath}/`} inherit>
          Open the desk
        </Anchor>
      </Text>
    </Stack>
  );
}
