import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { checkComment } from './comment-rules.ts';

interface CommentFieldProps {
  label: string;
  /** Who can read the text. */
  description: string;
  value: string;
  onChange: (text: string) => void;
  maxLength: number;
  required?: boolean;
  error?: ReactNode;
  hasAutofocus?: boolean;
}

/** A text that goes with a decision. It counts the characters of a long text and never cuts it. */
export function CommentField(props: CommentFieldProps) {
  const { description, value, onChange, maxLength, error, hasAutofocus, ...input } = props;
  const isLong = value.length > maxLength * 0.8;
  const count = `${value.length.toLocaleString('en')} of ${maxLength.toLocaleString('en')} characters.`;
  return (
    <Textarea
      {...input}
      description={isLong ? `${description} ${count}` : description}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={checkComment({ maxLength })(value) ?? error}
      autosize
      minRows={2}
      maxRows={8}
      data-autofocus={hasAutofocus || undefined}
    />
  );
}
