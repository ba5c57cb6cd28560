import { Button, Group, Loader, Stack, Text, Tooltip } from '@mantine/core';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import type { AwardVersion } from './award-queries.ts';
import { textColor } from './limit-notes.tsx';
import { AwardChangedAlert, DecisionError } from './decision-error.tsx';
import type { useDecision } from './use-decision.ts';

/** What each dialog of a decision gets. */
export interface DecisionDialogProps {
  /** The award as it was shown when the dialog opened. */
  version: AwardVersion;
  /** What was typed and not sent yet. */
  drafts: Map<string, string>;
  onClose: () => void;
  /** Shows what has become of the award. */
  onDone: () => Promise<void>;
}

interface DecisionFormProps {
  decision: ReturnType<typeof useDecision>;
  /** What the button says: the act itself. */
  actionLabel: string;
  icon: ReactNode;
  color?: string;
  /** Why it cannot be done as things are. */
  blockingReason: string | null;
  /** Whether something that must be read first is still on its way. */
  isLoading?: boolean;
  /** Whether what is asked for is there; says what is not by itself. */
  validate?: () => boolean;
  onClose: () => void;
  children: ReactNode;
}

/**
 * The form of every decision: what will happen, what went wrong, what changed meanwhile, and the
 * two buttons. It keeps what was typed whatever the service answers.
 */
export function DecisionForm(props: DecisionFormProps) {
  const {
    decision,
    actionLabel: words,
    icon,
    color,
    blockingReason: reason,
    isLoading: isWaiting,
    validate: isComplete,
    onClose,
    children,
  } = props;
  const isForbidden = reason !== null || isWaiting === true;
  const { changed, error, isBusy } = decision;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isForbidden && (isComplete?.() ?? true)) decision.decide();
  };
  return (
    <form onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate>
      <Stack gap="md">
        {changed && <AwardChangedAlert {...changed} />}
        {children}
        {error && <DecisionError error={error} words={words} />}
        {reason !== null && (
          <Text size="sm" c={textColor('red')} role="note">
            {reason}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Tooltip
            label={reason}
            disabled={reason === null}
            events={{ hover: true, focus: true, touch: true }}
            multiline
            maw={320}
          >
            {/* Never disabled for real: the focus would be lost with it. */}
            <Button
              type="submit"
              {...(color !== undefined && { color })}
              leftSection={isBusy ? <Loader size={16} color="currentColor" /> : icon}
              data-disabled={isForbidden}
              aria-disabled={isForbidden || isBusy}
              aria-busy={isBusy}
            >
              {changed ? `${words} as it is now` : words}
            </Button>
          </Tooltip>
        </Group>
      </Stack>
    </form>
  );
}

/** Enter makes a new line in a comment; with Control or Command it sends. */
function submitOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
