import { notifications } from '@mantine/notifications';

/** A short word after something succeeded. */
export function showSuccess(message: string): void {
  notifications.show({
    message,
    color: 'green',
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}
