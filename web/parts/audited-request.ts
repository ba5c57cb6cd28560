import { api, readPage } from '../api/api-client.ts';
import { readBeforeChange } from '../api/changes-in-flight.ts';
import type { AdminAuditEntry } from '../api/types.ts';
import type { DialogAction } from './action-dialog.tsx';

interface AuditFilter {
  /** Such as `job.retried`. */
  action: string;
  /** UUID of what is changed, for actions whose entries have one. */
  subject_uuid?: string;
}

/** As many as all staff together can add while one request has no reply. */
const pageSize = 100;

interface AuditedRequest {
  filter: AuditFilter;
  /** Whether an entry of the filter is about this request; left out: each is. */
  isAbout?: (entry: AdminAuditEntry) => boolean;
  /** Sends the request and returns the text of the success notice. Throws ApiError. */
  send: () => Promise<string>;
  /** What is true where the request with a lost reply has happened. */
  happenedSentence: string;
}

/**
 * For actions that leave no other trace: finds out by the administrative audit, which is written in
 * the same transaction, whether a request with a lost reply was carried out. Nothing is sent where the
 * audit cannot be read before. Returns `run` and `checkOutcome` of a dialog (DialogAction).
 */
export function createAuditedRequest({
  filter,
  isAbout = () => true,
  send,
  happenedSentence,
}: AuditedRequest): Pick<DialogAction, 'run' | 'checkOutcome'> {
  let newestBefore = 0;
  return {
    run: async () => {
      const [newest] = await readBeforeChange((signal) => readNewest(filter, 1, signal));
      newestBefore = newest?.id ?? 0;
      return send();
    },
    checkOutcome: async () => {
      const entries = await readNewest(filter, pageSize);
      return entries.some((entry) => entry.id > newestBefore && isAbout(entry))
        ? happenedSentence
        : null;
    },
  };
}

/** The newest entries of a filter, the newest first. Throws ApiError. */
async function readNewest(
  filter: AuditFilter,
  size: number,
  signal?: AbortSignal,
): Promise<AdminAuditEntry[]> {
  const params = { query: { ...filter, page_size: size } };
  const call = api.GET('/api/administrative-audit/', { params, ...(signal && { signal }) });
  return (await readPage(call)).items;
}
