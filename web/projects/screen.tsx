import { Page } from '../parts/page.tsx';

export function ProjectScreen() {
  return <Page title="ProjectScreen">…</Page>;
}
