/** A name as it may stand in a URL: `Deep Sea (2)` gives `deep-sea-2`; never empty. */
export function toSlug(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, '-').slice(0, 100);
  return slug.replace(/^-+|-+$/g, '') || 'unnamed';
}
