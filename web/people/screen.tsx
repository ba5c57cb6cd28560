import { Page } from '../parts/page.tsx';

export function PersonScreen() {
  return <Page title="PersonScreen">…</Page>;
}
