/** The page to continue with after sign-in: the path in `next` if it is one of our pages, else `/`. */
export function toLocalPath(next: string | undefined): string {
  if (next === undefined || next.length > 2000 || !next.startsWith('/')) return '/';
  const here = 'http://here.invalid';
  if (!URL.canParse(next, here)) return '/';
  const { origin, pathname, search, hash } = new URL(next, here);
  // Parsed as browsers do: `//elsewhere` and `/.//elsewhere` are other sites.
  const isOurs = origin === here && !pathname.startsWith('//') && !/^\/api\b/.test(pathname);
  return isOurs ? pathname + search + hash : '/';
}
