/** The service sends a heartbeat every 15 seconds (src/events/event-listeners.ts). */
const maxSilenceMs = 40_000;
const reopenAfterMs = 5_000;

interface EventStreamOptions {
  /** By the name of the event: called with its data. */
  handlers: Readonly<Record<string, (data: string) => void>>;
  /** Called with whether events arrive, whenever that changes. */
  onLive: (isLive: boolean) => void;
}

/**
 * A stream of server-sent events that stays open: a browser gives up after a reply other than 200,
 * and does not notice a connection that went silent. Returns a function that closes the stream.
 */
export function openEventStream(url: string, { handlers, onLive }: EventStreamOptions): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reopenTimer: ReturnType<typeof setTimeout> | undefined;

  const reopen = (): void => {
    onLive(false);
    close();
    reopenTimer = setTimeout(open, reopenAfterMs);
  };
  const recordSign = (): void => {
    onLive(true);
    clearTimeout(timer);
    timer = setTimeout(reopen, maxSilenceMs);
  };
  const open = (): void => {
    source = new EventSource(url);
    timer = setTimeout(reopen, maxSilenceMs);
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        recordSign();
        handle(event.data);
      });
    }
    source.addEventListener('error', () => {
      if (source?.readyState === EventSource.CLOSED) reopen();
      else onLive(false);
    });
  };
  const close = (): void => {
    clearTimeout(timer);
    clearTimeout(reopenTimer);
    source?.close();
  };
  const openNow = (): void => {
    close();
    open();
  };
  open();
  window.addEventListener('online', openNow);
  return () => {
    window.removeEventListener('online', openNow);
    close();
  };
}
