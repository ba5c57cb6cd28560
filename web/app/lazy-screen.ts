import { lazyRouteComponent } from '@tanstack/react-router';
import { loadCode } from '../api/load-code.ts';

/** A screen whose code is loaded when it is opened; without a network it opens once there is one. */
export const lazyScreen: typeof lazyRouteComponent = (importer, exportName) =>
  lazyRouteComponent(() => loadCode(importer, false), exportName);
