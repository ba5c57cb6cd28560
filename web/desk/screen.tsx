import { Page } from '../parts/page.tsx';

export function DeskScreen() {
  return <Page title="DeskScreen">…</Page>;
}
