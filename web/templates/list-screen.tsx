import { Page } from '../parts/page.tsx';

export function TemplatesScreen() {
  return <Page title="TemplatesScreen">…</Page>;
}
