import { readFileSync } from "node:fs";
import { join } from "node:path";

const manifest = join(import.meta.dirname, "..", "provider", "package.json");

/**
 * What a module begins with that others load: an older Node.js ends in one sentence, instead of in whatever is missing first.
 * It is read by that Node.js, so it is of ES5.
 */
export function oldNodeCheck(): string {
  const { engines } = JSON.parse(readFileSync(manifest, "utf8")) as { engines: { node: string } };
  const needed = engines.node.replace(">=", "");
  const [major, minor] = needed.split(".");
  return `(function (given) {
  if (given[0] > ${major} || (given[0] === ${major} && given[1] >= ${minor})) return;
  throw new Error("pulumi-wix needs Node.js ${needed} or later, and this is " + process.versions.node + " at " + process.execPath + ". Put a newer node first on the PATH.");
})(process.versions.node.split(".").map(Number));`;
}
