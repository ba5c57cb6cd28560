// The health check of the image: exits 0 where the URL answers 200, else 1 with the reason.
const [url] = process.argv.slice(2);
try {
  const reply = await fetch(url, { signal: AbortSignal.timeout(4000) });
  const text = await reply.text();
  if (reply.status !== 200) throw new Error(`${reply.status} ${text}`);
} catch (error) {
  console.error(`${url}: ${error.cause?.code ?? error.message}`);
  process.exit(1);
}
