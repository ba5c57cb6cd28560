import {
  ActionIcon,
  CopyButton,
  Group,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  Tooltip,
} from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PageLink } from '../parts/link.tsx';
import { ago, formatMoment, span } from '../parts/time.tsx';
import type { SeenAward } from './award-query.ts';
import { Changed } from './changed.tsx';
import { Embargo, ReviewWords } from './review-words.tsx';
import { useWaitingSince } from './use-history.ts';

/** Which award this is, where it comes from and where it stands. */
export function Head({ seen }: { seen: SeenAward }) {
  const { award } = seen;
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <Embargo award={award} />
        <ReviewWords award={award} />
        <SimpleGrid component="dl" m={0} cols={{ base: 2, md: 4 }} spacing="md">
          <Identity seen={seen} />
        </SimpleGrid>
      </Stack>
    </Paper>
  );
}

function Identity({ seen }: { seen: SeenAward }) {
  const { award } = seen;
  const { project_template_data: template, project_data: project } = award;
  return (
    <>
      <Fact name="Identifier">
        <Copied text={award.identifier} what="identifier" />
      </Fact>
      <Fact name="Awarding portal">{template.portal}</Fact>
      <Fact name="Offering">{template.offering}</Fact>
      <Fact name="Template" field="template">
        <PageLink to="/templates/$uuid" params={{ uuid: template.uuid }}>
          {template.name}
        </PageLink>
      </Fact>
      {award.local_identifier !== null && (
        <Fact name="Local identifier" field="Local identifier">
          <Copied text={award.local_identifier} what="local identifier" />
        </Fact>
      )}
      {project.url !== '' && (
        <Fact name="Project" field="Project">
          <PageLink to="/projects/$uuid" params={{ uuid: project.uuid }}>
            {project.name}
          </PageLink>
        </Fact>
      )}
      <Fact name="Customer">{template.customer_data.name}</Fact>
      <Waiting seen={seen} />
    </>
  );
}

function Waiting({ seen }: { seen: SeenAward }) {
  const { state, created } = seen.award;
  const since = useWaitingSince(seen);
  const isWaiting = state === 'pending';
  return (
    <Fact name={isWaiting ? 'Waiting since' : 'Arrived'} field="State">
      {formatMoment(isWaiting ? since : created)} ({isWaiting ? span(since) : ago(created)})
    </Fact>
  );
}

function Fact({ name, field, children }: { name: string; field?: string; children: ReactNode }) {
  return (
    <div style={{ minWidth: 0 }}>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} size="sm" style={{ overflowWrap: 'anywhere' }}>
        <Group gap={6} component="span">
          <span>{children}</span>
          {field !== undefined && <Changed field={field} />}
        </Group>
      </Text>
    </div>
  );
}

function Copied({ text, what }: { text: string; what: string }) {
  return (
    <Group gap={4} wrap="nowrap" component="span">
      <Text span size="sm" ff="monospace">
        {text}
      </Text>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : `Copy the ${what}`}>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={`Copy the ${what}`}
              onClick={copy}
            >
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
