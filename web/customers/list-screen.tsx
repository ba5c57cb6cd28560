import { Page } from '../parts/page.tsx';

export function CustomersScreen() {
  return <Page title="CustomersScreen">…</Page>;
}
