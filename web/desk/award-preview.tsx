/* The award of the current row, beside the list in wide windows. */

import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Award } from '../api/types.ts';
import { AwardContextSection } from '../award/award-context-section.tsx';
import { DatesSection } from '../award/dates-section.tsx';
import { DescriptionSection } from '../award/description-section.tsx';
import { LinksSection } from '../award/links-section.tsx';
import { NotesSection } from '../award/notes-section.tsx';
import { isPendingChange } from '../award/running-change.ts';
import { WaitingReasonsList } from '../award/waiting-reasons-list.tsx';
import { StateBadge } from '../parts/award-state-badge.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { CreditsCell, NameLink } from './award-cells.tsx';
import { countMembers, formatAwardKey } from './award-facts.ts';
import type { ReviewAction } from './award-list-query.ts';
import type { AwardRowActions } from './award-row.ts';
import { ReviewButtons } from './review-buttons.tsx';

/** Milliseconds that a row is current before its context is requested: `j` moves faster than that. */
const contextDelayMs = 300;

interface AwardPreviewProps {
  award: Award;
  actions: AwardRowActions;
  /** null where the reader may not decide about the award. */
  onDecide: ((action: ReviewAction) => void) | null;
}

/** What a decision needs of an award, and the buttons for it. */
export function AwardPreview({ award, actions, onDecide }: AwardPreviewProps) {
  const [settled] = useDebouncedValue(award, contextDelayMs);
  const isSettled = formatAwardKey(settled) === formatAwardKey(award);
  const template = award.project_template_data;
  const memberCount = countMembers(award);
  return (
    <Stack gap="sm" component="section" aria-label="Preview" className="awards award-preview">
      <Title order={3} size="h4">
        <NameLink award={award} />
      </Title>
      <Group gap="xs">
        <StateBadge state={award.state} />
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <code>{award.identifier}</code> for {template.offering},{' '}
          <MarkedText text={template.name} />
        </Text>
      </Group>
      <Group gap="xs">
        {onDecide && (
          <ReviewButtons
            hasPendingChange={isPendingChange(award)}
            variant="light"
            onDecide={onDecide}
          />
        )}
        <Button size="xs" variant="default" onClick={() => actions.open(award)}>
          Open
        </Button>
      </Group>
      {award.waiting_reasons.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            Why it waits
          </Text>
          <WaitingReasonsList reasons={award.waiting_reasons} />
        </div>
      )}
      <div>
        <CreditsCell award={award} />
      </div>
      <Text size="sm">
        {memberCount === 1 ? '1 member' : `${memberCount} members`}
        {award.assignee_full_name !== null && `, assigned to ${award.assignee_full_name}`}
      </Text>
      <DatesSection award={award} />
      <DescriptionSection award={award} />
      <NotesSection award={award} />
      <LinksSection award={award} />
      {isSettled && <AwardContextSection award={award} />}
    </Stack>
  );
}
