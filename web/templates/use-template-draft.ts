import { useState } from 'react';
import type { Template } from '../api/types.ts';
import {
  findChangedFields,
  type TemplateDraft,
  type TemplateDraftField,
  toTemplateDraft,
} from './template-draft.ts';
import { type DraftProblems, validateDraft } from './draft-validation.ts';

/** What the parts of the form work on. */
export interface TemplateEditor {
  draft: TemplateDraft;
  isReadOnly: boolean;
  update: (change: Partial<TemplateDraft>) => void;
  getError: (field: TemplateDraftField) => string | undefined;
  /** What is wrong with a row of a mapping. */
  getRowError: (id: number) => string | undefined;
}

/** Fields in which a mistake is told while one types, as what they mean is. */
const eagerFields: readonly TemplateDraftField[] = [
  'shortname',
  'approval_limit',
  'max_credit_limit',
];

/** A template being typed: what differs from what is stored, and what is wrong with it. */
export function useTemplateDraft(template: Template | null, isReadOnly: boolean) {
  const [base, setBase] = useState(template);
  const [before, setBefore] = useState(() => toTemplateDraft(template));
  const [draft, setDraft] = useState(before);
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const [isAttempted, setAttempted] = useState(false);
  const isDirty = findChangedFields(before, draft).length > 0;
  const problems: DraftProblems = validateDraft(draft);

  /** What is stored now; what is typed stays where it differs from what was `sent`. */
  const adopt = (stored: Template | null, sent: TemplateDraft): void => {
    const fresh = toTemplateDraft(stored);
    setBase(stored);
    setBefore(fresh);
    setDraft((now) => (findChangedFields(sent, now).length === 0 ? fresh : now));
    setAttempted(false);
    setSaid({});
  };
  // Somebody else changed it while nothing was typed here.
  if (template !== base && !isDirty) adopt(template, draft);

  const editing: TemplateEditor = {
    draft,
    isReadOnly,
    update: (change) => {
      setDraft((now) => ({ ...now, ...change }));
      setSaid((now) =>
        Object.fromEntries(Object.entries(now).filter(([name]) => !(name in change))),
      );
    },
    getError: (field) => {
      const isTold = isAttempted || (eagerFields.includes(field) && draft[field] !== '');
      return said[field] ?? (isTold ? problems.fields[field] : undefined);
    },
    getRowError: (id) =>
      isAttempted || isRowComplete(draft, id) ? problems.rows.get(id) : undefined,
  };
  return { editing, before, isDirty, problems, adopt, setSaid, setAttempted };
}

/** Whether all of a row is typed, so that a mistake in it is one. */
function isRowComplete(
  { allocation_units_mapping: units, role_mapping: roles }: TemplateDraft,
  id: number,
) {
  const row = units.find((unit) => unit.id === id);
  if (row !== undefined) return row.unit.trim() !== '' && row.factor.trim() !== '';
  return roles.some((role) => role.id === id);
}
