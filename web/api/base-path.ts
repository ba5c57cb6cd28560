/** The path prefix of this service, such as `/gatehouse`; empty at the root of its host. */
export const basePath =
  document.querySelector<HTMLMetaElement>('meta[name=base-path]')?.content ?? '';

/** The URL of this service, without a last slash. */
export const serviceUrl = window.location.origin + basePath;

/** The path of a page without the prefix, as the router names it. */
export function toPagePath(pathname: string): string {
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : '/';
}
