import { Button, type ButtonProps } from '@mantine/core';
import type { ReviewAction } from './award-list-query.ts';

interface ReviewButtonsProps extends Pick<ButtonProps, 'px'> {
  /** Whether a change of a running award can be refused alone. */
  hasPendingChange: boolean;
  /** How the buttons besides "Approve…" look. */
  variant: 'light' | 'outline';
  onDecide: (action: ReviewAction) => void;
}

/** The buttons that open the dialog of a decision. */
export function ReviewButtons(props: ReviewButtonsProps) {
  const { hasPendingChange, variant, onDecide, ...size } = props;
  return (
    <>
      {hasPendingChange && (
        <Button
          size="xs"
          color="orange"
          variant={variant}
          onClick={() => onDecide('refuse-change')}
          {...size}
        >
          Refuse change…
        </Button>
      )}
      <Button size="xs" onClick={() => onDecide('approve')} {...size}>
        Approve…
      </Button>
      <Button size="xs" color="red" variant={variant} onClick={() => onDecide('reject')} {...size}>
        Reject…
      </Button>
    </>
  );
}
