import { describe, expect, test } from "@jest/globals";
import { diagramOf, layersOf, reduced } from "../../../scripts/layers";

const moduleOf = (source: string, ...dependencies: string[]) => ({
  source: `src/${source}`,
  dependencies: dependencies.map(resolved => ({ resolved: `src/${resolved}` })),
});
const layers = (...modules: ReturnType<typeof moduleOf>[]) =>
  Object.fromEntries([...layersOf("src", modules)].map(([from, below]) => [from, [...below]]));
const drawn = (arrows: Record<string, string[]>) => {
  const left = reduced(new Map(Object.entries(arrows).map(([from, below]) => [from, new Set(below)])));
  return Object.fromEntries([...left].map(([from, below]) => [from, [...below]]));
};

describe("the layers of the code", () => {
  test("are the folders right below the root, and files that lie there", () =>
    expect(
      layers(
        moduleOf("wix/retry.ts", "clock.ts", "wix/pace.ts"),
        moduleOf("wix/pace.ts"),
        moduleOf("clock.ts"),
        moduleOf("dns/rules/index.ts", "dns/types.ts", "wix/pace.ts"),
      ),
    ).toEqual({ "clock.ts": [], dns: ["wix"], wix: ["clock.ts"] }));

  test("are drawn without arrows that follow from others", () =>
    expect(drawn({ top: ["middle", "bottom", "side"], middle: ["bottom"], side: [], bottom: [] })).toEqual({
      top: ["middle", "side"],
      middle: ["bottom"],
      side: [],
      bottom: [],
    }));

  test("keep both arrows where two lean on each other", () =>
    expect(drawn({ one: ["other"], other: ["one", "bottom"], bottom: [] })).toEqual({
      one: ["other"],
      other: ["bottom", "one"],
      bottom: [],
    }));

  test("become a Mermaid flowchart, the same whatever the order of imports", () => {
    const diagram = ["```mermaid", "flowchart TD", '  a["a/"]', '  b_ts["b.ts"]', "  a --> b_ts", "```"].join(
      "\n",
    );
    expect(diagramOf(layersOf("src", [moduleOf("a/x.ts", "b.ts"), moduleOf("b.ts")]))).toBe(diagram);
    expect(diagramOf(layersOf("src", [moduleOf("b.ts"), moduleOf("a/x.ts", "b.ts")]))).toBe(diagram);
  });
});
