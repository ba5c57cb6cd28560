import { notifications } from '@mantine/notifications';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';

/** Shows a short notification that something succeeded; the message may contain names of others. */
export function showSuccess(message: string): void {
  notifications.show({
    message: showHiddenCharacters(message),
    color: 'green',
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}
