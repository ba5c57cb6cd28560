import { Button, Loader, Stack, Text, Tooltip } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { DialogFooter } from '../parts/dialog-footer.tsx';
import { leaveDialog } from '../parts/leave-dialog.ts';
import { RequestNotice } from '../parts/request-notice.tsx';
import { formatSentence, Sentence } from '../parts/sentence.tsx';
import { submitOnCtrlEnter } from '../parts/submit-on-ctrl-enter.ts';
import { formatZonedAge } from '../parts/time-format.tsx';
import { hasHappened, isBeingChecked } from '../parts/use-request.ts';
import { AwardChangedAlert, DecisionError } from './decision-error.tsx';
import { textColor } from './limit-notes.tsx';
import type { Decision } from './use-decision.ts';

interface DecisionFormProps {
  decision: Pick<Decision<object>, 'formProps' | 'conflict' | 'failure' | 'isSending'>;
  /** Names the decision on the button: "Approve". */
  actionLabel: string;
  icon: ReactNode;
  color?: string;
  /** Why the award does not allow the decision; null where it does. */
  blockingReason: string | null;
  /** Whether something that the reviewer must read first is still loading. */
  isLoading?: boolean;
  /** Whether the button has the focus at first: where nothing has to be typed. */
  hasAutofocus?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/**
 * The form of every decision: its fields, what went wrong, what somebody else changed, and the
 * buttons. It keeps everything typed, whatever the API answers.
 */
export function DecisionForm(props: DecisionFormProps) {
  const { decision, actionLabel, blockingReason, isLoading = false, onClose, children } = props;
  const { formProps, conflict, failure, isSending } = decision;
  const isDone = hasHappened(failure);
  const isBusy = isSending || isBeingChecked(failure);
  const isBlocked = blockingReason !== null || isLoading || isDone;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!isBlocked && !isBusy) formProps.onSubmit(event);
  };
  return (
    <form {...formProps} onSubmit={submit} onKeyDown={submitOnCtrlEnter}>
      <Stack gap="md">
        {conflict && !isDone && <AwardChangedAlert {...conflict} />}
        {!isDone && children}
        <RequestNotice
          isSending={isSending}
          failure={failure}
          renderRefusal={(error) => <DecisionError error={error} actionLabel={actionLabel} />}
        />
        {blockingReason !== null && !isDone && (
          <Text size="sm" c={textColor('red')} role="note">
            <Sentence text={blockingReason} formatTime={formatZonedAge} />
          </Text>
        )}
        <DialogFooter>
          <Button variant="default" onClick={() => leaveDialog(onClose)}>
            {isDone ? 'Close' : 'Cancel'}
          </Button>
          <Tooltip
            label={blockingReason && formatSentence(blockingReason, formatZonedAge)}
            disabled={blockingReason === null}
            events={{ hover: true, focus: true, touch: true }}
            multiline
            maw={320}
          >
            {/* aria-disabled only: a disabled button would lose the focus. */}
            <Button
              type="submit"
              {...(props.color !== undefined && { color: props.color })}
              {...(isDone && { display: 'none' })}
              data-autofocus={props.hasAutofocus || undefined}
              leftSection={isBusy ? <Loader size={16} color="currentColor" /> : props.icon}
              data-disabled={isBlocked}
              aria-disabled={isBlocked || isBusy}
              aria-busy={isBusy}
            >
              {conflict ? `${actionLabel} as it is now` : actionLabel}
            </Button>
          </Tooltip>
        </DialogFooter>
      </Stack>
    </form>
  );
}
