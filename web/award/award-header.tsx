/* The top of an award's page. */

import {
  ActionIcon,
  Alert,
  CopyButton,
  Group,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  Tooltip,
} from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMe } from '../api/current-user.ts';
import { mayReview, maySeeTemplate } from '../api/permissions.ts';
import type { Award } from '../api/types.ts';
import { MarkedText } from '../parts/marked-text.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { toSiteDay } from '../parts/site-time-zone.ts';
import { DateTime } from '../parts/time-format.tsx';
import { AssigneeField } from './assignee-field.tsx';
import type { AwardVersion } from './award-queries.ts';
import { findAwardWarnings } from './award-warnings.ts';
import { ChangedBadge } from './changed-badge.tsx';
import { LegalHoldAlert, LegalHoldField } from './legal-hold.tsx';
import { MessageProblems } from './message-problems.tsx';
import { EmbargoAlert, ReviewStatus } from './review-status.tsx';

interface AwardHeaderProps {
  version: AwardVersion;
  /** Called after the reader has changed who takes care of the award, or its legal hold. */
  onChanged: () => Promise<void>;
}

/** The identity of an award, its origin, its review and since when it waits. */
export function AwardHeader({ version, onChanged }: AwardHeaderProps) {
  const { award } = version;
  return (
    <Paper withBorder px="md" py="sm">
      <Stack gap="sm">
        <LegalHoldAlert award={award} />
        <EmbargoAlert award={award} />
        <ReviewStatus version={version} />
        <AwardWarnings award={award} />
        <MessageProblems award={award} />
        <SimpleGrid component="dl" m={0} cols={{ base: 2, sm: 3 }} spacing="sm">
          <AwardIdentity award={award} onChanged={onChanged} />
        </SimpleGrid>
      </Stack>
    </Paper>
  );
}

function AwardIdentity({ award, onChanged }: { award: Award; onChanged: () => Promise<void> }) {
  const me = useMe();
  const { project_template_data: template, project_data: project } = award;
  return (
    <>
      <HeaderField name="Identifier">
        <CopyableText text={award.identifier} name="identifier" />
      </HeaderField>
      <HeaderField name="Awarding portal">{template.portal}</HeaderField>
      <HeaderField name="Offering">{template.offering}</HeaderField>
      <HeaderField name="Template" field="template">
        {maySeeTemplate(me, template) ? (
          <PageLink to="/templates/$uuid" params={{ uuid: template.uuid }}>
            <MarkedText text={template.name} />
          </PageLink>
        ) : (
          <MarkedText text={template.name} />
        )}
      </HeaderField>
      {award.local_identifier !== null && (
        <HeaderField name="Local identifier" field="Local identifier">
          <CopyableText text={award.local_identifier} name="local identifier" />
        </HeaderField>
      )}
      {project.url !== '' && (
        <HeaderField name="Project" field="Project">
          <PageLink to="/projects/$uuid" params={{ uuid: project.uuid }}>
            <MarkedText text={project.name} />
          </PageLink>
        </HeaderField>
      )}
      <HeaderField name="Customer">
        <MarkedText text={template.customer_data.name} />
      </HeaderField>
      <AwardAge award={award} />
      {(award.assignee_uuid !== null || mayReview(me, award)) && (
        <HeaderField name="Assigned to" field="Assigned to">
          <AssigneeField award={award} onDone={onChanged} />
        </HeaderField>
      )}
      {me.is_staff && (
        <HeaderField name="Legal hold">
          <LegalHoldField award={award} onDone={onChanged} />
        </HeaderField>
      )}
    </>
  );
}

/** What a reviewer might overlook, before the decision. */
function AwardWarnings({ award }: { award: Award }) {
  const warnings = findAwardWarnings(award, toSiteDay(new Date()));
  if (warnings.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle />} title="Look closely">
      <Text size="sm">{warnings.join(' ')}</Text>
    </Alert>
  );
}

/** Since when a pending award waits this time; of others when they arrived. */
function AwardAge({ award: { waiting_since: since, created } }: { award: Award }) {
  return (
    <HeaderField name={since === null ? 'Arrived' : 'Waiting since'} field="State">
      <DateTime time={since ?? created} />
    </HeaderField>
  );
}

function HeaderField({
  name,
  field,
  children,
}: {
  name: string;
  field?: string;
  children: ReactNode;
}) {
  return (
    <div style={{ minWidth: 0 }}>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} size="sm" style={{ overflowWrap: 'anywhere' }}>
        <Group gap={6} component="span">
          <span>{children}</span>
          {field !== undefined && <ChangedBadge field={field} />}
        </Group>
      </Text>
    </div>
  );
}

function CopyableText({ text, name }: { text: string; name: string }) {
  return (
    <Group gap={4} wrap="nowrap" component="span">
      <Text span size="sm" ff="monospace">
        {text}
      </Text>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : `Copy the ${name}`}>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={`Copy the ${name}`}
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
