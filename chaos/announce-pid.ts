import { writeFileSync } from 'node:fs';

/* Loaded before the service and its launcher (`--import`): the service writes its process id to the file in CHAOS_PID. */
if (process.argv[1]?.endsWith('main.ts') && process.env.CHAOS_PID) {
  writeFileSync(process.env.CHAOS_PID, String(process.pid));
}
