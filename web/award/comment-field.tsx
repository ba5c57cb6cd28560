import { Textarea } from '@mantine/core';
import { useState } from 'react';

/** A text that outlives its dialog until it is sent. */
export function useCommentDraft(drafts: Map<string, string>, name: string) {
  const [text, setText] = useState(drafts.get(name) ?? '');
  return {
    text,
    setText: (value: string): void => {
      drafts.set(name, value);
      setText(value);
    },
    forget: (): void => {
      drafts.delete(name);
    },
  };
}

interface CommentFieldProps {
  label: string;
  /** Who will read it. */
  description: string;
  value: string;
  onChange: (text: string) => void;
  maxLength: number;
  required?: boolean;
  /** What is wrong with it, other than its length. */
  error?: string | null;
  hasAutofocus?: boolean;
}

/** Some words to go with a decision. Too many are said to be, never cut off. */
export function CommentField(props: CommentFieldProps) {
  const {
    label,
    description,
    value,
    onChange,
    maxLength: most,
    required,
    error,
    hasAutofocus: isFirst,
  } = props;
  const isLong = value.length > most * 0.8;
  const count = `${value.length.toLocaleString('en')} of ${most.toLocaleString('en')} characters`;
  return (
    <Textarea
      label={label}
      description={isLong ? `${description} ${count}.` : description}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={value.length > most ? `Too long: ${count}.` : error}
      required={required ?? false}
      autosize
      minRows={2}
      maxRows={8}
      data-autofocus={isFirst || undefined}
    />
  );
}

/** Why a text cannot be sent; null where it can. */
export const checkTextLength = (text: string, most: number): string | null =>
  text.length > most ? 'The text is too long.' : null;

export const maxCommentLength = 2000;
export const maxNoteLength = 10_000;
