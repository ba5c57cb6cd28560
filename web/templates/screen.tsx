import { Page } from '../parts/page.tsx';

export function TemplateScreen() {
  return <Page title="TemplateScreen">…</Page>;
}
