/** Which folder leans on which. */
export type Layers = Map<string, Set<string>>;

/** The part of a path right below `root`: a folder, or a file that lies there itself. */
const folderOf = (path: string, root: string): string => path.slice(root.length + 1).split("/")[0] ?? "";

/** Of modules below `root`, by their paths. */
export function layersOf(
  root: string,
  modules: readonly { source: string; dependencies: readonly { resolved: string }[] }[],
): Layers {
  const layers: Layers = new Map();
  for (const { source, dependencies } of modules) {
    const from = folderOf(source, root);
    const below = layers.get(from) ?? new Set();
    layers.set(from, below);
    for (const { resolved } of dependencies) {
      const to = folderOf(resolved, root);
      if (to !== from) below.add(to);
    }
  }
  return new Map([...layers].sort(([one], [other]) => one.localeCompare(other)));
}

/** Without the arrows that follow from others; what reached what still does. */
export function reduced(layers: Layers): Layers {
  const left: Layers = new Map([...layers].map(([from, below]) => [from, new Set([...below].sort())]));
  for (const [from, below] of left)
    for (const to of [...below]) {
      below.delete(to);
      if (!reaches(left, from, to)) below.add(to);
    }
  return left;
}

function reaches(layers: Layers, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const folder of seen) for (const next of layers.get(folder) ?? []) seen.add(next);
  return seen.has(to);
}

/** A Mermaid flowchart. */
export function diagramOf(layers: Layers): string {
  const idOf = (folder: string) => folder.replace(/\W/g, "_");
  const nodes = [...layers.keys()].map(
    folder => `  ${idOf(folder)}["${folder}${folder.includes(".") ? "" : "/"}"]`,
  );
  const arrows = [...layers].flatMap(([from, below]) =>
    [...below].sort().map(to => `  ${idOf(from)} --> ${idOf(to)}`),
  );
  return ["```mermaid", "flowchart TD", ...nodes, ...arrows, "```"].join("\n");
}
