import { Code, Text } from '@mantine/core';

/** The commands that an observed resource would get. */
export function WouldDo({ commands }: { commands: readonly string[] }) {
  if (commands.length === 0) {
    return <Text size="sm">Switched to active, nothing would be changed for this project.</Text>;
  }
  return (
    <div>
      <Text size="sm" mb={4}>
        Switched to active, this would be sent for this project:
      </Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {commands.join('\n')}
      </Code>
    </div>
  );
}
