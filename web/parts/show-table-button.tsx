import { Button } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';

interface ShowTableButtonProps {
  /** What the table holds: "figures" for "Show figures" and "Hide figures". */
  content: string;
  isOpen: boolean;
  onToggle: () => void;
}

/** A small button that shows a table and hides it again. */
export function ShowTableButton({ content, isOpen, onToggle }: ShowTableButtonProps) {
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<IconTable size={14} />}
      aria-expanded={isOpen}
      onClick={onToggle}
    >
      {isOpen ? `Hide ${content}` : `Show ${content}`}
    </Button>
  );
}
