import { Page } from '../parts/page.tsx';

export function ProjectsScreen() {
  return <Page title="ProjectsScreen">…</Page>;
}
