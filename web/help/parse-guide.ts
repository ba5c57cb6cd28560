/* Reads the part of Markdown that docs/reviewers.md uses. */

/** A piece of a line: plain, or with an emphasis. */
export interface GuideText {
  kind: 'plain' | 'strong' | 'emphasis' | 'code';
  text: string;
}

export type GuideBlock =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; texts: GuideText[] }
  | { kind: 'list'; items: GuideText[][] }
  | { kind: 'image'; file: string; label: string };

/** The blocks of a document in their order; lines of one block are joined. */
export function parseGuide(markdown: string): GuideBlock[] {
  return markdown
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(parseBlock);
}

function parseBlock(block: string): GuideBlock {
  const heading = /^(#+) (.*)$/.exec(block);
  if (heading) return { kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' };
  const image = /^!\[(.*)\]\((.*)\)$/.exec(block);
  if (image) return { kind: 'image', label: image[1] ?? '', file: image[2] ?? '' };
  if (block.startsWith('* ')) {
    const items = block.slice(2).split('\n* ');
    return { kind: 'list', items: items.map(parseText) };
  }
  return { kind: 'paragraph', texts: parseText(block) };
}

/** The texts of `**strong**`, `*emphasis*` and code between backquotes, and what is between them. */
function parseText(text: string): GuideText[] {
  const joined = text.replaceAll(/\s*\n\s*/g, ' ');
  return joined
    .split(/(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part): GuideText => {
      if (part.startsWith('**')) return { kind: 'strong', text: part.slice(2, -2) };
      if (part.startsWith('*')) return { kind: 'emphasis', text: part.slice(1, -1) };
      if (part.startsWith('`')) return { kind: 'code', text: part.slice(1, -1) };
      return { kind: 'plain', text: part };
    });
}
