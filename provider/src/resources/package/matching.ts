/**
 * Gives each left item a right item of its own that fits it (bipartite matching by augmenting paths); the first free
 * one, so that alike items keep their order.
 * @returns for each left item the index of its right item; undefined where not all can have one
 */
export const matching = <Left, Right>(
  lefts: readonly Left[],
  rights: readonly Right[],
  fits: (left: Left, right: Right) => boolean,
): number[] | undefined => {
  const holders = new Map<number, number>();
  const candidates = lefts.map(left => rights.flatMap((right, index) => (fits(left, right) ? [index] : [])));

  const place = (left: number, tried: Set<number>): boolean => {
    const options = (candidates[left] ?? []).filter(right => !tried.has(right));
    const free = options.find(right => !holders.has(right));
    if (free !== undefined) {
      holders.set(free, left);
      return true;
    }
    return options.some(right => {
      if (tried.has(right)) return false;
      tried.add(right);
      if (!place(holders.get(right) ?? left, tried)) return false;
      holders.set(right, left);
      return true;
    });
  };

  if (!lefts.every((_, left) => place(left, new Set()))) return undefined;
  const places: number[] = [];
  for (const [right, left] of holders) places[left] = right;
  return places;
};
