/**
 * A short name for each of these destinations: its last part, or as many of its last parts as it takes
 * to tell it apart from the others, such as `dawn-clusters-ai`.
 */
export function nameMachines(destinations: readonly string[]): string[] {
  const parts = destinations.map((destination) => destination.split('.'));
  const counts = destinations.map(() => 1);
  for (;;) {
    const names = parts.map((own, index) => own.slice(-(counts[index] ?? 1)).join('-'));
    const shared = names.flatMap((name, index) => {
      const isShared = names.some((other, place) => place !== index && other === name);
      return isShared && (counts[index] ?? 1) < (parts[index]?.length ?? 1) ? [index] : [];
    });
    if (shared.length === 0) return names;
    for (const index of shared) counts[index] = (counts[index] ?? 1) + 1;
  }
}
