import { Suspense, useState } from 'react';
import { lazyPart } from '../parts/lazy-part.tsx';
import { AccountButton } from './account-button.tsx';

const OpenedAccountMenu = lazyPart(
  async () => (await import('./opened-account-menu.tsx')).OpenedAccountMenu,
);

/** The button of the account menu, whose code is loaded after the first screen. */
export function AccountMenu() {
  const [isWanted, setWanted] = useState(false);
  if (isWanted) {
    return (
      <Suspense fallback={<AccountButton />}>
        <OpenedAccountMenu />
      </Suspense>
    );
  }
  return (
    <AccountButton aria-haspopup="menu" aria-expanded={false} onClick={() => setWanted(true)} />
  );
}
