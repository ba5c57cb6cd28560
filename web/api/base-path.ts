import { readPageSetting } from './page-setting.ts';

/** The path prefix of this service, such as `/gatehouse`; empty at the root of its host. */
export const basePath = readPageSetting('base-path');

/** The URL of this service, without a last slash. */
export const serviceUrl = (typeof window === 'undefined' ? '' : window.location.origin) + basePath;

/** The path of a page without the prefix, as the router names it. */
export function toPagePath(pathname: string): string {
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : '/';
}
