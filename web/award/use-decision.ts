import type { UseFormInput } from '@mantine/form';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { useMe } from '../api/current-user.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useNotificationDelay } from '../api/site.ts';
import { showSuccess } from '../parts/show-success.ts';
import { type ApiForm, useApiForm } from '../parts/use-api-form.ts';
import { describeOutcome } from './decision-outcome.ts';
import type { AwardAction } from './action-states.ts';
import { type AwardVersion, refreshAward } from './award-queries.ts';
import { useAwardDrafts } from './use-award-drafts.ts';

/** What every decision dialog gets. */
export interface DecisionDialogProps {
  /** The award as it was shown when the dialog opened. */
  version: AwardVersion;
  onClose: () => void;
  /** Shows the award after the decision. */
  onDone: () => Promise<void>;
}

interface DecisionOptions<Values extends object> extends DecisionDialogProps {
  action: AwardAction;
  /** The fields of the dialog, named as the API names them. */
  initialValues: Values;
  validate?: UseFormInput<Values>['validate'];
  /** Sends the decision with this If-Match. Throws ApiError. */
  sendRequest: (ifMatch: string, values: Values) => Promise<unknown>;
  /** `delay` follows "will be notified" in sentences: when that is, unless soon. */
  successMessage: (values: Values, delay: string) => string;
}

export interface Decision<Values> extends ApiForm<Values> {
  /** Follows "will be notified" in sentences: when that is, unless soon. */
  delay: string;
  /** The award that the decision is about. */
  version: AwardVersion;
  /** What somebody else changed since the dialog opened; null for nothing. */
  conflict: { before: AwardVersion; after: AwardVersion } | null;
}

/** The decisions that end the wait of an award: after one of them there is no other. */
const reviewActions: readonly AwardAction[] = ['refuse-change', 'approve', 'reject'];

/**
 * A decision about the award that the reviewer saw. If the award has changed since (412), nothing
 * is done: `conflict` holds both versions, and the reviewer can decide again about the new one. What
 * was typed and not sent is there when the dialog opens again, also after the page was left.
 */
export function useDecision<Values extends object>(
  options: DecisionOptions<Values>,
): Decision<Values> {
  const { action, initialValues, validate } = options;
  const drafts = useAwardDrafts(options.version.award);
  const client = useQueryClient();
  const { uuid: reviewerUuid } = useMe();
  const delay = useNotificationDelay();
  const [version, setVersion] = useState(options.version);
  const [conflict, setConflict] = useState<Decision<Values>['conflict']>(null);
  /** Takes what somebody else changed as the version to decide about. */
  const showConflict = (after: AwardVersion): void => {
    setConflict({ before: version, after });
    setVersion(after);
  };
  const removeDrafts = (): void => {
    // A decided award needs none of the texts of the other decisions.
    const forms = reviewActions.includes(action) ? reviewActions : [action];
    for (const form of forms) drafts.remove(form);
  };
  const form = useApiForm<Values>({
    initialValues: { ...initialValues, ...drafts.find<Values>(action) },
    ...(validate && { validate }),
    validateInputOnChange: true,
    onValuesChange: (values) => drafts.save(action, values, initialValues),
    onSend: async (values) => {
      try {
        await options.sendRequest(version.etag, values);
      } catch (error) {
        if (!isConflict(error)) throw error;
        showConflict(await refreshAward(client, version.award));
        return;
      }
      removeDrafts();
      showSuccess(options.successMessage(values, delay));
      // The decision is made even if the award cannot be fetched again now.
      await options.onDone().catch(() => {});
      options.onClose();
      invalidateDecisionQueries(client);
    },
    checkOutcome: async (values) => {
      const after = await refreshAward(client, version.award).catch(toNullIfGone);
      const sent = { action, before: version, values, reviewerUuid };
      const sentence = describeOutcome(sent, after);
      if (sentence !== null) {
        removeDrafts();
        // A deleted award has no page to show; its dialog stays until the reader has read it.
        if (after !== null) await options.onDone().catch(() => {});
      } else if (after !== null && after.etag !== version.etag) showConflict(after);
      return sentence;
    },
  });
  return { ...form, version, conflict, delay };
}

/** null for an award that was deleted. Throws every other error. */
function toNullIfGone(error: unknown): null {
  if (error instanceof ApiError && error.status === 404) return null;
  throw error;
}

const isConflict = (error: unknown): boolean => error instanceof ApiError && error.status === 412;

/** Makes the pages fetch again what a decision can change. */
function invalidateDecisionQueries(client: QueryClient): void {
  const { awards, audit, projects, overview } = queryKeys;
  for (const queryKey of [awards, audit, projects, overview]) {
    void client.invalidateQueries({ queryKey });
  }
}
