/*
 * Who depends on whom. A state is a list in which a resource stands after what it depends on; dependencies name URNs,
 * of which a list may hold several generations.
 */
import type { Resource } from "./state.ts";
import type { Urn } from "./urn.ts";

const allOf = ({ dependencies, propertyDependencies }: Resource): readonly Urn[] => [
  ...dependencies,
  ...Object.values(propertyDependencies).flat(),
];

/** The resources that depend on one, directly or not, in the order of the list. */
export const dependingOn = (
  list: readonly Resource[],
  root: Resource,
  ignored: ReadonlySet<Urn> = new Set(),
): Resource[] => {
  const found: Resource[] = [];
  const urns = new Set([root.urn]);
  for (const candidate of list.slice(list.indexOf(root) + 1)) {
    if (ignored.has(candidate.urn) || !allOf(candidate).some(urn => urns.has(urn))) continue;
    found.push(candidate);
    urns.add(candidate.urn);
  }
  return found;
};

/** The resources that one depends on directly. */
const dependenciesOf = (list: readonly Resource[], resource: Resource): Resource[] => {
  const named = new Set(allOf(resource));
  return list.slice(0, list.indexOf(resource)).filter(({ urn }) => named.has(urn));
};

/** Parts the resources so that each group can be deleted at once, after the groups before it. */
export const inOrderOfDeletion = (
  list: readonly Resource[],
  condemned: readonly Resource[],
): Resource[][] => {
  const groups: Resource[][] = [];
  const left = new Set(condemned);
  while (left.size > 0) {
    const free = [...left].filter(one => !dependenciesOf(list, one).some(dependency => left.has(dependency)));
    for (const one of free) left.delete(one);
    groups.push(free);
  }
  return groups.reverse();
};
