/* The state of a template's form: its draft, its errors, and saving it. */

import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useState } from 'react';
import type { Template } from '../api/types.ts';
import { type ApiForm, useApiForm } from '../parts/use-api-form.ts';
import { validateDraft } from './draft-validation.ts';
import { readOnlyProps } from './form-field-props.ts';
import {
  findChangedFields,
  type TemplateBody,
  type TemplateDraft,
  toTemplateBody,
  toTemplateDraft,
  toTemplatePatch,
} from './template-draft.ts';

/** What the sections of the form work on. */
export interface TemplateEditor {
  form: UseFormReturnType<TemplateDraft>;
  isReadOnly: boolean;
  /** The error to show at a path such as `name` or `role_mapping.0.portalRole`. */
  getError: (path: string) => string | undefined;
  /** Value, handlers and error of an input. */
  getInputProps: (path: string) => Record<string, unknown>;
}

interface TemplateFormOptions {
  /** The stored template; null for a new one. */
  template: Template | null;
  isReadOnly: boolean;
  /** Stores the changed fields, all of them for a new template. Throws ApiError. */
  onSave: (change: Partial<TemplateBody>) => Promise<Template>;
  /** Says whether a request with a lost reply has happened, as in useRequest. */
  checkOutcome: (change: Partial<TemplateBody>) => Promise<string | null>;
}

/** The form state of a template: what is typed, what differs from the stored template, what is wrong. */
export function useTemplateForm({
  template,
  isReadOnly,
  onSave,
  checkOutcome,
}: TemplateFormOptions) {
  const [stored, setStored] = useState(template);
  const [isAttempted, setAttempted] = useState(false);
  const { form, formProps, ...sending }: ApiForm<TemplateDraft> = useApiForm<TemplateDraft>({
    initialValues: toTemplateDraft(template),
    validate: validateDraft,
    staysOpen: template !== null,
    onSend: async (sent) => adopt(await onSave(toChange(sent)), sent),
    checkOutcome: async (sent) => {
      const sentence = await checkOutcome(toChange(sent));
      // What is stored is no unsaved change.
      if (sentence !== null) form.setInitialValues(sent);
      return sentence;
    },
  });
  /** The fields that differ from the stored template. */
  const toChange = (sent: TemplateDraft): Partial<TemplateBody> =>
    template === null ? toTemplateBody(sent) : toTemplatePatch(form.getInitialValues(), sent);
  const errors = validateDraft(form.values);
  const isDirty = findChangedFields(form.getInitialValues(), form.values).length > 0;

  /** Takes `current` as stored; fields stay as typed where somebody typed after `sent`. */
  const adopt = (current: Template | null, sent: TemplateDraft): void => {
    const fresh = toTemplateDraft(current);
    setStored(current);
    setAttempted(false);
    form.setInitialValues(fresh);
    const isUntouched = findChangedFields(sent, form.getValues()).length === 0;
    if (isUntouched && findChangedFields(sent, fresh).length > 0) form.setValues(fresh);
    else form.clearErrors();
  };
  // Shows what somebody else changed, unless the reader has typed something.
  useEffect(() => {
    if (template !== stored && !isDirty) adopt(template, form.getValues());
  });

  const getError = (path: string): string | undefined => {
    // Errors of mapping rows depend on other rows, so those that the form keeps may be outdated.
    const formError = path.includes('.') ? undefined : (form.errors[path] as string | undefined);
    const isShown = isAttempted || isEager(form.values, path);
    return formError ?? (isShown ? errors[path] : undefined);
  };
  const editor: TemplateEditor = {
    form,
    isReadOnly,
    getError,
    getInputProps: (path) => ({
      ...form.getInputProps(path),
      error: getError(path),
      ...readOnlyProps(isReadOnly),
    }),
  };
  const onSubmit: typeof formProps.onSubmit = (event) => {
    setAttempted(true);
    formProps.onSubmit(event);
  };
  return { editor, formProps: { ...formProps, onSubmit }, isDirty, ...sending };
}

/** Fields that show their errors while one types, because they show the effect of the input as well. */
const eagerFields: readonly string[] = ['shortname', 'approval_limit', 'max_credit_limit'];

/** Whether an error is shown before the form is submitted: in eager fields and in complete rows. */
function isEager(draft: TemplateDraft, path: string): boolean {
  const [field = '', index] = path.split('.');
  if (index === undefined) return eagerFields.includes(field) && draft[field as 'shortname'] !== '';
  if (field === 'role_mapping') return true;
  const row = draft.allocation_units_mapping[Number(index)];
  return row !== undefined && row.unit.trim() !== '' && row.factor.trim() !== '';
}
