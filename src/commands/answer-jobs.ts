import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { projectPageUrl, projectUrl } from '../http/resource-urls.ts';
import { answerJob } from '../openportal/execute-job.ts';
import { parseJob } from '../openportal/job.ts';
import { parseLosslessJson } from '../award/lossless-json.ts';
import { withDatabase } from '../service/open-database.ts';
import { resolvePortalName } from '../service/portal-name.ts';
import type { Settings } from '../config/settings.ts';
import { StartError } from '../errors/start-error.ts';

/**
 * Answers one job or an array of jobs in their order, as the service does, and prints the answered
 * jobs, one per line. Throws StartError, before answering any, if the input is not jobs.
 */
export async function answerJobs(settings: Settings, file: string): Promise<void> {
  const jobs = readJobs(await readInput(file));
  await withDatabase(settings, async (db) => {
    const base = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
    const context = {
      db,
      clock: () => new Date(),
      portal: await resolvePortalName(db, settings.portal),
      maxAwardBytes: settings.maxAwardBytes,
      projectUrl: (uuid: string) => projectUrl(base, uuid),
      ...(settings.publicUrl !== null && {
        projectPageUrl: (uuid: string) => projectPageUrl(base, uuid),
      }),
    };
    for (const job of jobs) {
      const answered = await answerJob(context, job, (reference, error) => {
        console.error(`${reference}: ${(error as Error).stack ?? error}`);
      });
      process.stdout.write(`${JSON.stringify(answered)}\n`);
    }
  });
}

async function readInput(file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw new StartError(`Cannot read ${file} (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function readJobs(input: string) {
  const value = parseJobsJson(input);
  return (Array.isArray(value) ? value : [value]).map((item, index) => {
    const job = parseJob(item);
    if (job !== null) return job;
    const which = Array.isArray(value) ? `Job ${index + 1}` : 'The job';
    throw new StartError(`${which} has no id, so it cannot be answered.`);
  });
}

function parseJobsJson(input: string): unknown {
  try {
    return parseLosslessJson(input);
  } catch (error) {
    throw new StartError(`The jobs are not valid JSON: ${(error as Error).message}`);
  }
}
