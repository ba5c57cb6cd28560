import { api, readPage } from '../api/api-client.ts';
import { readBeforeChange } from '../api/changes-in-flight.ts';
import type { AdminAuditEntry } from '../api/types.ts';

interface AuditFilter {
  /** Such as `job.retried`. */
  action: string;
  /** UUID of what is changed, for actions whose entries have one. */
  subject_uuid?: string;
}

/** As many as all staff together can add while one request has no reply. */
const pageSize = 100;

/**
 * For actions that leave no other trace: finds out by the administrative audit, which is written in
 * the same transaction, whether a request with a lost reply was carried out. Call `remember` before
 * the request is sent; it throws ApiError, and then nothing may be sent. `isRecorded` says whether the
 * audit has an entry since then that `isSent` accepts; it throws ApiError.
 */
export function createAuditCheck(
  filter: AuditFilter,
  isSent: (entry: AdminAuditEntry) => boolean = () => true,
) {
  let newestBefore = 0;
  const readNewest = async (size: number, signal?: AbortSignal): Promise<AdminAuditEntry[]> => {
    const params = { query: { ...filter, page_size: size } };
    const call = api.GET('/api/administrative-audit/', { params, ...(signal && { signal }) });
    return (await readPage(call)).items;
  };
  return {
    remember: async (): Promise<void> => {
      const [newest] = await readBeforeChange((signal) => readNewest(1, signal));
      newestBefore = newest?.id ?? 0;
    },
    isRecorded: async (): Promise<boolean> =>
      (await readNewest(pageSize)).some((entry) => entry.id > newestBefore && isSent(entry)),
  };
}
