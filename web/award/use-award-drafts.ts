import { useMemo } from 'react';
import { useMe } from '../api/current-user.ts';
import { findDraft, removeDraft, saveDraft } from '../parts/draft-store.ts';
import type { AwardAction } from './action-states.ts';
import type { AwardKey } from './award-queries.ts';

/** A form on the page of an award. */
type AwardForm = AwardAction | 'internal-note';

/** What the reader typed into the forms of an award and has not sent. */
export interface AwardDrafts {
  find: <Values>(form: AwardForm) => Values | null;
  /** Forgets values that are the initial ones. */
  save: (form: AwardForm, values: object, initialValues: object) => void;
  remove: (form: AwardForm) => void;
}

/** The drafts of the reader about an award: others who use this tab have their own. */
export function useAwardDrafts({ identifier, destination }: AwardKey): AwardDrafts {
  const { uuid } = useMe();
  return useMemo(() => {
    const toName = (form: AwardForm): string => `${uuid} ${identifier} ${destination} ${form}`;
    return {
      find: (form) => findDraft(toName(form)),
      save: (form, values, initialValues) => {
        const isUnchanged = JSON.stringify(values) === JSON.stringify(initialValues);
        if (isUnchanged) removeDraft(toName(form));
        else saveDraft(toName(form), values);
      },
      remove: (form) => removeDraft(toName(form)),
    };
  }, [uuid, identifier, destination]);
}
