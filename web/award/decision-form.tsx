import { Button, Group, Loader, Stack, Text, Tooltip } from '@mantine/core';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { AwardChangedAlert, DecisionError } from './decision-error.tsx';
import { textColor } from './limit-notes.tsx';
import type { Decision } from './use-decision.ts';

interface DecisionFormProps {
  decision: Pick<Decision<object>, 'formProps' | 'conflict' | 'error' | 'isSending'>;
  /** Names the decision on the button: "Approve". */
  actionLabel: string;
  icon: ReactNode;
  color?: string;
  /** Why the award does not allow the decision; null where it does. */
  blockingReason: string | null;
  /** Whether something that the reviewer must read first is still loading. */
  isLoading?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/**
 * The form of every decision: its fields, what went wrong, what somebody else changed, and the
 * buttons. It keeps everything typed, whatever the API answers.
 */
export function DecisionForm(props: DecisionFormProps) {
  const { decision, actionLabel, blockingReason, isLoading = false, onClose, children } = props;
  const { formProps, conflict, error, isSending } = decision;
  const isBlocked = blockingReason !== null || isLoading;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!isBlocked) formProps.onSubmit(event);
  };
  return (
    <form {...formProps} onSubmit={submit} onKeyDown={submitOnCtrlEnter}>
      <Stack gap="md">
        {conflict && <AwardChangedAlert {...conflict} />}
        {children}
        {error !== null && <DecisionError error={error} actionLabel={actionLabel} />}
        {blockingReason !== null && (
          <Text size="sm" c={textColor('red')} role="note">
            {blockingReason}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Tooltip
            label={blockingReason}
            disabled={blockingReason === null}
            events={{ hover: true, focus: true, touch: true }}
            multiline
            maw={320}
          >
            {/* aria-disabled only: a disabled button would lose the focus. */}
            <Button
              type="submit"
              {...(props.color !== undefined && { color: props.color })}
              leftSection={isSending ? <Loader size={16} color="currentColor" /> : props.icon}
              data-disabled={isBlocked}
              aria-disabled={isBlocked || isSending}
              aria-busy={isSending}
            >
              {conflict ? `${actionLabel} as it is now` : actionLabel}
            </Button>
          </Tooltip>
        </Group>
      </Stack>
    </form>
  );
}

/** Enter starts a new line in a comment; with Control or Command it submits the form. */
function submitOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
