import { Page } from '../parts/page.tsx';

export function BridgeScreen() {
  return <Page title="BridgeScreen">…</Page>;
}
