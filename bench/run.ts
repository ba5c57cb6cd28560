import { openTestServer } from '../test/support/server.ts';

/* `npm run bench`: figures of this machine, as they are now; nothing is asserted. */
const server = await openTestServer();
try {
  Object.assign(process.env, server.env);
  // Only now: these modules read the environment of the tests' database.
  const { benchPages } = await import('./pages.ts');
  for (const { what, value } of await benchPages()) console.log(`${value.padStart(10)}  ${what}`);
} finally {
  await server.close();
}
