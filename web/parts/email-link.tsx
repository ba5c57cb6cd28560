import { Anchor } from '@mantine/core';
import { MarkedText } from './marked-text.tsx';

/** A mailto link for an e-mail address; – for an empty one. */
export function EmailLink({ email }: { email: string }) {
  if (email === '') return '–';
  const to = encodeURIComponent(email).replace('%40', '@');
  return (
    <Anchor href={`mailto:${to}`} size="sm">
      <MarkedText text={email} />
    </Anchor>
  );
}
