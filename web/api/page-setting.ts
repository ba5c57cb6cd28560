/**
 * A setting that the service puts into the document, in a meta element of this name; empty for none.
 * Code that renders rows on the service has no document: there the URL of its module carries the
 * settings (src/service/first-screen.ts).
 */
export function readPageSetting(name: 'base-path' | 'site-time-zone'): string {
  if (typeof document === 'undefined') {
    return new URL(import.meta.url).searchParams.get(name) ?? '';
  }
  return document.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content ?? '';
}
