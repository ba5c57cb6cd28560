import { Text } from '@mantine/core';
import { differsFromBrowser, siteTimeZone } from '../parts/site-time-zone.ts';

/** Names the site's time zone where the reader's clock shows other times. */
export function TimeZoneNote() {
  if (!differsFromBrowser()) return null;
  return (
    <Text size="xs" c="dimmed" mt="lg" component="footer">
      Days and times are those of {siteTimeZone}, the time zone of this site.
    </Text>
  );
}
