/*
 * Text that looks like another one: characters that cannot be seen or turn the direction of reading,
 * and words that mix letters of scripts with the same shapes. The pages and the service both use it.
 */

/** What about a text deceives. */
export type Deception = 'invisible' | 'bidirectional' | 'mixed scripts';

/** They turn the direction in which what follows is read. */
const bidirectionalCharacters = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Format and control characters, blank letters; not line breaks, tabs and what styles an emoji. */
const invisibleCharacters =
  /\p{Cf}|(?![\t\n\r])\p{Cc}|(?!\ufe0e|\ufe0f)\p{Variation_Selector}|\u034f|\u17b4|\u17b5|[\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Joiners that writing needs: in emoji, and between letters of scripts that are joined by hand. */
const neededJoiners =
  /(?<=\p{Extended_Pictographic}\ufe0f?)\u200d(?=\p{Extended_Pictographic})|(?<=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Kannada}\p{Script=Telugu}\p{M}])[\u200c\u200d](?=\p{L})/gu;

/** Scripts whose letters have the shapes of others of them. */
const lookalikeScripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/** A part of a text: what is shown as it is, or the code of a character that is not shown. */
export type TextPart = { text: string } | { hidden: string };

/** What deceives in a text; empty for the usual text of any language. */
export function findDeceptions(text: string): Deception[] {
  const found: Deception[] = [];
  if (text.search(bidirectionalCharacters) !== -1) found.push('bidirectional');
  const rest = text.replace(neededJoiners, '').replace(bidirectionalCharacters, '');
  if (rest.search(invisibleCharacters) !== -1) found.push('invisible');
  if (
    rest
      .replace(invisibleCharacters, '')
      .split(/[^\p{L}\p{M}]+/u)
      .some(mixesScripts)
  ) {
    found.push('mixed scripts');
  }
  return found;
}

function mixesScripts(word: string): boolean {
  return lookalikeScripts.filter((script) => script.test(word)).length > 1;
}

/** A text with each deceptive character apart, as its code such as `U+202E`. */
export function splitDeceptiveText(text: string): TextPart[] {
  const parts: TextPart[] = [];
  const needed = new Set([...text.matchAll(neededJoiners)].map(({ index }) => index));
  let shownTo = 0;
  for (const { 0: character, index } of text.matchAll(invisibleCharacters)) {
    if (needed.has(index)) continue;
    if (index > shownTo) parts.push({ text: text.slice(shownTo, index) });
    parts.push({ hidden: formatCodePoint(character) });
    shownTo = index + character.length;
  }
  if (shownTo < text.length) parts.push({ text: text.slice(shownTo) });
  return parts;
}

/** A text for where only text can stand, such as an option or a title: codes in brackets. */
export function showHiddenCharacters(text: string): string {
  return splitDeceptiveText(text)
    .map((part) => ('text' in part ? part.text : `[${part.hidden}]`))
    .join('');
}

function formatCodePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
