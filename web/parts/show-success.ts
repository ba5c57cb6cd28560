import { notifications } from '@mantine/notifications';

/** Shows a short notification that something succeeded. */
export function showSuccess(message: string): void {
  notifications.show({
    message,
    color: 'green',
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}
