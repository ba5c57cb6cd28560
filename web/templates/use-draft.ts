import { useState } from 'react';
import type { Template } from '../api/types.ts';
import { changedFields, type Draft, type DraftField, draftOf } from './draft.ts';
import { type Problems, problemsOf } from './problems.ts';

/** What the parts of the form work on. */
export interface Editing {
  draft: Draft;
  isReadOnly: boolean;
  set: (change: Partial<Draft>) => void;
  errorOf: (field: DraftField) => string | undefined;
  /** What is wrong with a row of a mapping. */
  rowErrorOf: (id: number) => string | undefined;
}

/** Fields in which a mistake is told while one types, as what they mean is. */
const told: readonly DraftField[] = ['shortname', 'approval_limit', 'max_credit_limit'];

/** A template being typed: what differs from what is stored, and what is wrong with it. */
export function useDraft(template: Template | null, isReadOnly: boolean) {
  const [base, setBase] = useState(template);
  const [before, setBefore] = useState(() => draftOf(template));
  const [draft, setDraft] = useState(before);
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const [isAttempted, setAttempted] = useState(false);
  const isDirty = changedFields(before, draft).length > 0;
  const problems: Problems = problemsOf(draft);

  /** What is stored now; what is typed stays where it differs from what was `sent`. */
  const adopt = (stored: Template | null, sent: Draft): void => {
    const fresh = draftOf(stored);
    setBase(stored);
    setBefore(fresh);
    setDraft((now) => (changedFields(sent, now).length === 0 ? fresh : now));
    setAttempted(false);
  };
  // Somebody else changed it while nothing was typed here.
  if (template !== base && !isDirty) adopt(template, draft);

  const editing: Editing = {
    draft,
    isReadOnly,
    set: (change) => {
      setDraft((now) => ({ ...now, ...change }));
      setSaid((now) =>
        Object.fromEntries(Object.entries(now).filter(([name]) => !(name in change))),
      );
    },
    errorOf: (field) => {
      const isTold = isAttempted || (told.includes(field) && draft[field] !== '');
      return said[field] ?? (isTold ? problems.fields[field] : undefined);
    },
    rowErrorOf: (id) => (isAttempted || isFilled(draft, id) ? problems.rows.get(id) : undefined),
  };
  return { editing, before, isDirty, problems, adopt, setSaid, setAttempted };
}

/** Whether all of a row is typed, so that a mistake in it is one. */
function isFilled({ allocation_units_mapping: units, role_mapping: roles }: Draft, id: number) {
  const row = units.find((unit) => unit.id === id);
  if (row !== undefined) return row.unit.trim() !== '' && row.factor.trim() !== '';
  return roles.some((role) => role.id === id);
}
