import { type ComponentType, type LazyExoticComponent, lazy, useEffect, useState } from 'react';
import { loadCode, preloadCode } from '../api/load-code.ts';
import { waitUntilIdle } from '../api/wait-until-idle.ts';

/**
 * The component `name` of a module that is loaded when the browser has nothing else to do, or when it
 * is rendered before that. It stands inside Suspense.
 */
export function lazyPart<Name extends string, Props extends object>(
  importer: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyExoticComponent<ComponentType<Props>> {
  void waitUntilIdle().then(() => preloadCode(importer));
  return lazy(async () => ({ default: (await loadCode(importer))[name] }));
}

/**
 * False until the first screen is there and the browser has nothing else to do, or until `isNeeded`.
 * Then it stays true, so that what is rendered because of it keeps its state.
 */
export function useIsIdle(isNeeded = false): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    void waitUntilIdle().then(() => setIdle(true));
  }, []);
  useEffect(() => {
    if (isNeeded) setIdle(true);
  }, [isNeeded]);
  return isIdle || isNeeded;
}
