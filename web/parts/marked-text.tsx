import {
  type Deception,
  findDeceptions,
  splitDeceptiveText,
} from '../../src/award/deceptive-text.ts';
import { PlainBadge } from './plain-badge.tsx';

/** What a reader should know of each deception. */
const warnings: Readonly<Record<Deception, string>> = {
  invisible: 'Contains characters that cannot be seen.',
  bidirectional: 'Contains characters that turn the direction of reading.',
  'mixed scripts': 'A word mixes letters of several scripts that look alike.',
};

/**
 * A text that others chose, such as a name or a link: what cannot be seen is shown by its code, and a
 * badge says what deceives. Usual text is shown as it is.
 */
export function MarkedText({ text }: { text: string }) {
  const found = findDeceptions(text);
  if (found.length === 0) return text;
  const label = found.map((one) => warnings[one]).join(' ');
  return (
    <span>
      <bdi>
        {splitDeceptiveText(text).map((part, place) =>
          'text' in part ? (
            part.text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
            <code key={place}>{part.hidden}</code>
          ),
        )}
      </bdi>{' '}
      <PlainBadge color="orange" role="note" title={label} aria-label={`Check the text: ${label}`}>
        Check the text
      </PlainBadge>
    </span>
  );
}
