import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { expect } from "@jest/globals";
import { ensureEngine } from "../../engine/ensure.ts";
import { start, type Run } from "../support/children";
import { ARCHIVE, installPlugin, makeArchives, serveFiles, version } from "../support/distribution";
import { pluginFolder } from "../support/native-plugin";
import { fails, scenarios, succeeds, zoneOf, type Scene } from "../support/scene";
import type { Program, Stack } from "../support/stack";
import { MAIL } from "../support/zone-scene";

const modules = join(__dirname, "..", "..", "node_modules");

/** @param plugin folder of the plugin; by default Pulumi has to come by one */
const mail = (plugin?: string): Program => ({
  ...(plugin !== undefined && { plugin }),
  javascript: `
    const { CustomResource } = require("@pulumi/pulumi");
    const records = [{ type: "MX", hostName: "@", values: ["10 mx1.example.net"] }];
    new CustomResource("wix:index:DnsZoneRecords", "mail", { domainName: "example.com", records });`,
});

const scratch = async (scene: Scene): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-wix-distribution-"));
  scene.closing(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** A command that is no stack's, with the plugins of one. */
const pulumi = async (home: string, ...args: readonly string[]): Promise<Run> => {
  const engine = await ensureEngine();
  return start(engine.command, args, { cwd: home, env: engine.env(home) }).finished;
};

const serves = async (scene: Scene, stack: Stack): Promise<void> => {
  await succeeds(stack.up());
  expect((await zoneOf(scene)).get(MAIL)).toEqual(["10 mx1.example.net"]);
  await succeeds(stack.preview("--refresh", "--expect-no-changes"));
};

const installed = async (scene: Scene): Promise<void> => {
  const { stack } = scene;
  const folder = await scratch(scene);
  await makeArchives(folder);
  await stack.replaceProgram(mail());
  expect(await fails(stack.preview())).toContain("wix");
  const from = ["--file", join(folder, ARCHIVE)];
  await succeeds(pulumi(dirname(stack.folder), "plugin", "install", "resource", "wix", version, ...from));
  const schema = await succeeds(pulumi(dirname(stack.folder), "package", "get-schema", `wix@${version}`));
  expect(JSON.parse(schema)).toMatchObject({ name: "wix", version });
  await serves(scene, stack);
};

/** A `node_modules` with Pulumi's SDK and one of the plugin's, as a release makes it. */
const withSdk = async (folder: string, server: string): Promise<string> => {
  const nodeModules = join(folder, "node_modules");
  await mkdir(join(nodeModules, "sdk-of-wix"), { recursive: true });
  await mkdir(join(nodeModules, "@pulumi"));
  await symlink(join(modules, "@pulumi", "pulumi"), join(nodeModules, "@pulumi", "pulumi"));
  const pulumi = { resource: true, name: "wix", version, server };
  await writeFile(
    join(nodeModules, "sdk-of-wix", "package.json"),
    JSON.stringify({ name: "sdk-of-wix", version, pulumi }),
  );
  return nodeModules;
};

const downloaded = async (scene: Scene): Promise<void> => {
  const folder = await scratch(scene);
  const archives = join(folder, "archives");
  await makeArchives(archives);
  const server = await serveFiles(archives);
  scene.closing(() => server.close());
  const stack = await scene.anotherStack({
    nodeModules: await withSdk(folder, server.url),
    env: { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "false" },
  });
  await stack.replaceProgram(mail());
  await serves(scene, stack);
  expect(server.asked).toEqual([ARCHIVE]);
};

const fromNpm = async (scene: Scene): Promise<void> => {
  const { stack } = scene;
  const plugin = await installPlugin(await scratch(scene), "npm");
  await stack.replaceProgram(mail(plugin));
  await serves(scene, stack);
  const run = await stack.preview("--expect-no-changes");
  expect(run.text).not.toMatch(/warning/i);
};

/** A `node` that says that it is of another version. */
const nodeOf = async (folder: string, shown: string): Promise<void> => {
  const lie = join(folder, "version.cjs");
  await writeFile(lie, `Object.defineProperty(process.versions, "node", { value: "${shown}" });`);
  await writeFile(join(folder, "node"), `#!/bin/sh\nexec "${process.execPath}" --require "${lie}" "$@"\n`);
  await chmod(join(folder, "node"), 0o755);
};

/** Runs a command that starts the plugin and no program. */
const schema = async (scene: Scene, PATH: string): Promise<Run> => {
  const engine = await ensureEngine();
  const folder = await scratch(scene);
  return start(engine.command, ["package", "get-schema", join(pluginFolder, "pulumi-resource-wix")], {
    cwd: folder,
    env: { ...engine.env(folder), PATH },
  }).finished;
};

const withoutNode = async (scene: Scene): Promise<void> => {
  const none = await scratch(scene);
  const told = await fails(schema(scene, none));
  expect(
    told.match(/The wix plugin needs Node\.js 22\.19\.0 or later, and there is no node on the PATH/g),
  ).toHaveLength(2);
  const older = await scratch(scene);
  await nodeOf(older, "20.20.2");
  expect(await fails(schema(scene, [older, "/usr/bin", "/bin"].join(delimiter)))).toContain(
    "The wix plugin needs Node.js 22.19.0 or later, and found 20.20.2 at ",
  );
  const { stdout } = await schema(scene, [dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter));
  expect(JSON.parse(stdout)).toMatchObject({ name: "wix", version });
};

scenarios({
  "the archive of a release is installed by a command, and serves a program": { play: installed },
  "an SDK that names a server has the plugin installed from there by itself": { play: downloaded },
  "the npm package of the plugin serves a project that names its folder, without a warning": {
    play: fromNpm,
  },
  "a Node.js that is missing or too old is told as such, also through the engine": { play: withoutNode },
});
