/** Whether a URL has a good reply; also renews what the browser has stored of it. */
export const hasReply = (url: string): Promise<boolean> =>
  fetch(url, { cache: 'reload', headers: { accept: 'text/html, */*' } }).then(
    ({ ok }) => ok,
    () => false,
  );
