import { Button, Code, Collapse, CopyButton, Group, Paper, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconChevronDown, IconChevronRight, IconCopy } from '@tabler/icons-react';
import type { Award } from '../api/types.ts';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';

/** The stored JSON of details, folded until the reader opens it. */
export function RawDetails({ label, value }: { label: string; value: unknown }) {
  const [isOpen, { toggle }] = useDisclosure();
  const text = JSON.stringify(value, null, 2);
  return (
    <Stack gap="xs" align="stretch">
      <Group gap="xs">
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          ml={-8}
          leftSection={isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
          aria-expanded={isOpen}
          onClick={toggle}
        >
          {label}
        </Button>
        {isOpen && <CopyTextButton text={text} />}
      </Group>
      <Collapse expanded={isOpen} keepMounted={false}>
        <Code block tabIndex={0} role="region" aria-label={label} mah={420} style={scrollStyle}>
          {showHiddenCharacters(text)}
        </Code>
      </Collapse>
    </Stack>
  );
}

const scrollStyle = { overflow: 'auto' };

function CopyTextButton({ text }: { text: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          onClick={copy}
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
      )}
    </CopyButton>
  );
}

/** The stored details of the award. */
export function RawDetailsSection({ award }: { award: Award }) {
  return (
    <Paper withBorder p="xs">
      <RawDetails label="Raw details of the award" value={award.details} />
    </Paper>
  );
}
