import { Box, Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useIsPrinting } from './use-is-printing.ts';
import { MarkedText } from './marked-text.tsx';

interface LongTextProps {
  text: string;
  /** A longer text is cut after this many lines. */
  maxLines: number;
}

/** A text that is cut when long, with a button that shows the rest. */
export function LongText({ text, maxLines }: LongTextProps) {
  const [isUnfolded, setOpen] = useState(false);
  const isPrinting = useIsPrinting();
  const isOpen = isUnfolded || isPrinting;
  const isLong = text.length > maxLines * 60 || text.split('\n').length > maxLines;
  const content = (
    <Text
      inherit
      component="div"
      style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}
      {...(isLong && !isOpen && { lineClamp: maxLines })}
    >
      <MarkedText text={text} />
    </Text>
  );
  if (!isLong) return content;
  return (
    <Box>
      {content}
      <Button
        size="compact-xs"
        variant="subtle"
        ml={-8}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Show less' : 'Show all'}
      </Button>
    </Box>
  );
}
