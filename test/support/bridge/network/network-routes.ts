import type { ClusterInstance } from './cluster-instance.ts';

/** The agents of the network by the path that leads to them. */
export class NetworkRoutes {
  readonly #instances = new Map<string, ClusterInstance>();

  add(instance: ClusterInstance): void {
    this.#instances.set(instance.destination, instance);
  }

  find(destination: string): ClusterInstance | undefined {
    return this.#instances.get(destination);
  }

  list(): ClusterInstance[] {
    return [...this.#instances.values()];
  }

  /** The second name of a destination; without it the portal knows no next agent. */
  hasProvider(name: string): boolean {
    return this.list().some(({ destination }) => destination.split('.')[1] === name);
  }
}
