import { Page } from '../parts/page.tsx';

export function PeopleScreen() {
  return <Page title="PeopleScreen">…</Page>;
}
