import Bowser from 'bowser';

/** `Chrome on Linux`: the browser and system that a User-Agent header names. */
export function formatBrowserName(userAgent: string): string {
  if (userAgent === '') return 'Unknown browser';
  const { browser, os } = Bowser.parse(userAgent);
  if (!browser.name) return userAgent.slice(0, 40);
  return os.name ? `${browser.name} on ${os.name}` : browser.name;
}
