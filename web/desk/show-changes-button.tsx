import { Box, Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';

interface ShowChangesButtonProps {
  count: number;
  onShow: () => Promise<void>;
}

/** Says how many awards are new or have left the view; a click reloads the list. */
export function ShowChangesButton({ count, onShow }: ShowChangesButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const show = async (): Promise<void> => {
    setBusy(true);
    await onShow().finally(() => setBusy(false));
  };
  const label =
    count === 1 ? '1 new or changed award – show it' : `${count} new or changed awards – show them`;
  return (
    <Box className="show-changes" aria-live="polite">
      {count > 0 && (
        <Button
          radius="xl"
          size="xs"
          loading={isBusy}
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={show}
        >
          {label}
        </Button>
      )}
    </Box>
  );
}
