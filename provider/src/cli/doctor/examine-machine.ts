/* Looks at what runs programs here, and at what they would load. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Surroundings } from "../command";
import type { Finding } from "./finding";
import { ask, findPackage, findProject } from "./machine";
import { judgeEngine, judgeNode, judgePackages, judgePlugin, judgeProject, type Ranges } from "./programs";

const rangesOf = (packageFolder: string): Ranges => {
  const { version, engines, peerDependencies } = JSON.parse(
    readFileSync(join(packageFolder, "package.json"), "utf8"),
  ) as {
    version: string;
    engines: { node: string };
    peerDependencies: Record<"@pulumi/pulumi", string>;
  };
  return { version, node: engines.node, sdk: peerDependencies["@pulumi/pulumi"] };
};

const classesOf = (packageFolder: string): string[] =>
  readdirSync(join(packageFolder, "dist", "plugin"))
    .filter(file => file.endsWith(".js"))
    .map(file => basename(file, ".js"));

/** Loads the modules that the plugin process would load, by the same names, in a process of its own. */
const examinePlugin = async (folder: string, classes: readonly string[], env: Surroundings["env"]) => {
  const text = classes.map(name => `require("pulumi-wix/provider/${name}");`).join(" ");
  return judgePlugin(await ask("node", ["-e", text], { env, cwd: folder }), classes.length);
};

/** @param packageFolder where the package.json of the command's own package is */
export const examineMachine = async (around: Surroundings, packageFolder: string): Promise<Finding[]> => {
  const ranges = rangesOf(packageFolder);
  const [node, engine] = await Promise.all([
    ask("node", ["--version"], around),
    ask("pulumi", ["version"], around),
  ]);
  const project = findProject(around.cwd);
  const findings = [judgeNode(node, ranges), judgeEngine(engine, ranges), judgeProject(project, around.cwd)];
  if (project === undefined) return findings;
  const { program: folder } = project;
  const [sdk, wix] = ["@pulumi/pulumi", "pulumi-wix"].map(name => findPackage(name, folder));
  const sdkOfWix = wix && findPackage("@pulumi/pulumi", wix.folder);
  findings.push(...judgePackages({ folder, sdk, wix, sdkOfWix }, ranges));
  if (wix !== undefined && sdk !== undefined)
    findings.push(await examinePlugin(folder, classesOf(packageFolder), around.env));
  return findings;
};
