import { Button, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MouseEvent } from 'react';
import { useMe } from '../api/current-user.ts';
import { useIsIdle } from '../parts/lazy-part.tsx';
import { awardCountQuery } from './award-list-query.ts';
import type { DeskView, DeskViewChange } from './desk-view.ts';

interface MentionsButtonProps {
  view: DeskView;
  onChange: (change: DeskViewChange) => void;
}

/**
 * How many waiting awards under the filters of the view have an internal note that mentions the
 * reader, as a button that shows them; nothing where none has. Counted after the list is there.
 */
export function MentionsButton({ view, onChange }: MentionsButtonProps) {
  const { uuid } = useMe();
  const { data: count = 0 } = useQuery({
    ...awardCountQuery({ ...view, mentioned_uuid: uuid }, 'pending'),
    placeholderData: keepPreviousData,
    enabled: useIsIdle() && view.mentioned_uuid === undefined,
  });
  if (count === 0 || view.mentioned_uuid !== undefined) return null;
  const showMentions = ({ currentTarget }: MouseEvent<HTMLButtonElement>): void => {
    // The button goes away: the focus goes to the one beside it, which has the filters.
    const { nextElementSibling: filters } = currentTarget;
    if (filters instanceof HTMLElement) filters.focus();
    onChange({ mentioned_uuid: uuid, state: undefined });
  };
  return (
    <Button
      variant="light"
      onClick={showMentions}
      title="Waiting awards whose internal notes mention you"
    >
      Mentions me{' '}
      <Text span size="xs" ff="monospace" ml={6}>
        {count.toLocaleString('en')}
      </Text>
    </Button>
  );
}
