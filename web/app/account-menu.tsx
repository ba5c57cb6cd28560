import { LazyMenu } from '../parts/lazy-menu.tsx';
import { lazyPart } from '../parts/lazy-part.tsx';
import { AccountButton } from './account-button.tsx';

const OpenedAccountMenu = lazyPart(() => import('./opened-account-menu.tsx'), 'OpenedAccountMenu');

/** The button of the account menu, whose code is loaded after the first screen. */
export function AccountMenu() {
  return (
    <LazyMenu popup="menu" button={(attributes) => <AccountButton {...attributes} />}>
      <OpenedAccountMenu />
    </LazyMenu>
  );
}
