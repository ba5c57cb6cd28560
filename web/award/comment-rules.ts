/** The longest comment and note that the API accepts, in characters. */
export const maxCommentLength = 2000;
export const maxNoteLength = 10_000;

interface CommentRule {
  maxLength: number;
  /** The error for an empty text; left out where the text is optional. */
  requiredMessage?: string;
}

/** A check of a comment for a form: returns the error, or null for a valid text. */
export function checkComment({ maxLength, requiredMessage }: CommentRule) {
  return (text: string): string | null => {
    if (requiredMessage !== undefined && text.trim() === '') return requiredMessage;
    if (text.length <= maxLength) return null;
    return `Too long: ${text.length.toLocaleString('en')} of ${maxLength.toLocaleString('en')} characters.`;
  };
}
