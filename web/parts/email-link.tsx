import { Anchor } from '@mantine/core';

/** Somebody's address, to write to; – where there is none. */
export function EmailLink({ address }: { address: string }) {
  if (address === '') return '–';
  const to = encodeURIComponent(address).replace('%40', '@');
  return (
    <Anchor href={`mailto:${to}`} size="sm">
      {address}
    </Anchor>
  );
}
