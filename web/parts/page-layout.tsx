import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { MarkedText } from './marked-text.tsx';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';

interface PageLayoutProps {
  title: string;
  /** Badges beside the title. */
  badges?: ReactNode;
  /** A short description below the title. */
  subtitle?: ReactNode;
  /** The window's title where it is not the page's. */
  windowTitle?: string;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** Beside the title where there is room: search and filters. */
  toolbar?: ReactNode;
  children: ReactNode;
}

/** The layout of a screen: title (also the window's), actions and content. */
export function PageLayout(props: PageLayoutProps) {
  const { title, windowTitle = title, badges, subtitle, actions, toolbar, children } = props;
  useDocumentTitle(`${showHiddenCharacters(windowTitle)} · Gatehouse`);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <div style={{ minWidth: 0, flex: toolbar ? 'none' : '1 1 20rem' }}>
          <Group gap="xs">
            <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }} miw={0}>
              <MarkedText text={title} />
            </Title>
            {badges}
          </Group>
          {subtitle && (
            <Text c="dimmed" size="sm" component="div">
              {subtitle}
            </Text>
          )}
        </div>
        {toolbar && <div style={{ minWidth: 0, flex: '1 1 24rem' }}>{toolbar}</div>}
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
