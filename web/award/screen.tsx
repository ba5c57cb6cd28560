import { Page } from '../parts/page.tsx';

export function AwardScreen() {
  return <Page title="AwardScreen">…</Page>;
}
