import { Box, Button, Text } from '@mantine/core';
import { useState } from 'react';

interface LongTextProps {
  text: string;
  /** As many are shown without asking. */
  maxLines: number;
}

/** A text; of a long one the first lines, and the rest when asked for. */
export function LongText({ text, maxLines: lines }: LongTextProps) {
  const [isOpen, setOpen] = useState(false);
  const isLong = text.length > lines * 60 || text.split('\n').length > lines;
  const whole = (
    <Text
      inherit
      component="div"
      style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}
      {...(isLong && !isOpen && { lineClamp: lines })}
    >
      {text}
    </Text>
  );
  if (!isLong) return whole;
  return (
    <Box>
      {whole}
      <Button
        size="compact-xs"
        variant="subtle"
        ml={-8}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Show less' : 'Show all of it'}
      </Button>
    </Box>
  );
}
