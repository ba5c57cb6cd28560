import { Box, Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';

interface ShowChangesButtonProps {
  count: number;
  onShow: () => Promise<void>;
}

/** Says what has changed, over the list and without moving it; shows it when asked. */
export function ShowChangesButton({ count, onShow }: ShowChangesButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const show = async (): Promise<void> => {
    setBusy(true);
    await onShow().finally(() => setBusy(false));
  };
  const things = count === 1 ? 'award – show it' : 'awards – show them';
  return (
    <Box className="arrivals" aria-live="polite">
      {count > 0 && (
        <Button
          radius="xl"
          size="xs"
          loading={isBusy}
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={show}
        >
          {count} new or changed {things}
        </Button>
      )}
    </Box>
  );
}
