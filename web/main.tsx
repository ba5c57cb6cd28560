/* Starts the pages in the browser. */

import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/global.css';
import './app/print.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { prefetchFirstScreen } from './app/prefetch.ts';
import { resolveContrastColors } from './app/color-contrast.ts';
import { queryClient } from './api/query-client.ts';
import { removeOutlineWithFirstScreen } from './app/take-place-of-outline.ts';
import { router } from './app/router.tsx';
import { NotificationArea } from './app/notification-area.tsx';
import { theme } from './app/theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');

prefetchFirstScreen(window.location);
removeOutlineWithFirstScreen(root);

// The nonce that the content security policy asks of style elements; empty on Vite's own server.
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
// Mantine's scroll lock reads the nonce from here.
Object.assign(window, { __webpack_nonce__: nonce });

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveContrastColors}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <NotificationArea />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
