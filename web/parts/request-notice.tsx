import { Alert, Button, Group, Loader, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconQuestionMark } from '@tabler/icons-react';
import {
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { toErrorMessage } from '../api/api-error.ts';
import { ErrorAlert } from './query-state.tsx';
import type { Outcome, RequestFailure } from './use-request.ts';

/** Milliseconds without a reply after which the form says so. */
const slowAfterMs = 4000;

interface RequestNoticeProps {
  isSending: boolean;
  failure: RequestFailure | null;
  /** The title where nothing was done. */
  title?: string;
  /** How a refusal is shown, unless by its message alone. */
  renderRefusal?: (error: unknown) => ReactNode;
}

/** What has become of a request: no reply yet, refused, or a lost reply and what is stored now. */
export function RequestNotice(props: RequestNoticeProps) {
  const { isSending, failure, title = 'Not done', renderRefusal } = props;
  if (isSending) return <SlowNotice />;
  if (failure === null) return null;
  if (failure.outcome.kind === 'refused') {
    return renderRefusal?.(failure.error) ?? <ErrorAlert error={failure.error} title={title} />;
  }
  return <LostReplyAlert failure={failure} />;
}

function SlowNotice() {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Text size="sm" role="status" {...(!isSlow && { display: 'none' })}>
      {isSlow && 'The service has not answered yet. What you asked for may still happen.'}
    </Text>
  );
}

function LostReplyAlert({ failure: { error, outcome, checkAgain } }: { failure: RequestFailure }) {
  const ref = useRef<HTMLDivElement>(null);
  const { kind } = outcome;
  useFocusAfterChange(ref, kind);
  if (kind === 'happened') {
    return (
      <Alert ref={ref} tabIndex={-1} role="alert" color="green" icon={<IconCheck />} title="Done">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          The reply was lost, but it did happen: {outcome.sentence}
        </Text>
      </Alert>
    );
  }
  const isChecking = kind === 'checking';
  return (
    <Alert
      ref={ref}
      tabIndex={-1}
      role="alert"
      color="orange"
      icon={kind === 'not-yet' ? <IconAlertTriangle /> : <IconQuestionMark />}
      title={kind === 'not-yet' ? 'It has not happened so far' : 'It may have happened'}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {toErrorMessage(error)} {describeLostReply(outcome)}
      </Text>
      {isChecking && <Loader size="xs" mt="xs" aria-label="Looking" />}
      {outcome.kind === 'unknown' && outcome.advice === null && checkAgain && (
        <Group mt="xs">
          <Button size="xs" variant="default" onClick={checkAgain}>
            Look again
          </Button>
        </Group>
      )}
    </Alert>
  );
}

function describeLostReply(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'checking':
      return 'Looking at what is stored now …';
    case 'not-yet':
      return 'What you typed is kept. You can try again.';
    case 'unknown':
      return (
        outcome.advice ??
        `What you typed is kept. Look at what is stored before you try again; this page looks when the connection is back. ${toErrorMessage(outcome.error)}`
      );
    case 'refused':
    case 'happened':
      return '';
  }
}

/** Focuses the alert when it says something else, since the button that had the focus was disabled. */
function useFocusAfterChange(ref: RefObject<HTMLElement | null>, trigger: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs whenever the trigger changes
  useLayoutEffect(() => ref.current?.focus(), [trigger]);
}
