import { pluginFolder } from "./native-plugin";
import type { Scene } from "./scene";
import type { Program, ResourceState, Stack } from "./stack";

/** A program of the native plugin's resources, which have no classes here: `wix(type, name, args, options)` makes one. */
export const native = (...statements: readonly string[]): Program => ({
  plugin: pluginFolder,
  javascript: [
    'const pulumi = require("@pulumi/pulumi");',
    "const wix = (type, name, args, opts) => new pulumi.CustomResource(`wix:index:${type}`, name, args, opts);",
    ...statements,
  ].join("\n"),
});

/** Statement that declares a native resource, as a constant of its name. @param options the text of an expression */
export const nativeResource = (type: string, name: string, args: object | string, options = "{}"): string =>
  `const ${name} = wix("${type}", "${name}", ${typeof args === "string" ? args : JSON.stringify(args)}, ${options});`;

/** Statement that makes a provider instance, as a constant of its name. */
export const nativeProvider = (name: string, { simulator }: Scene, config: object): string =>
  `const ${name} = new pulumi.ProviderResource("wix", "${name}", ${JSON.stringify({
    apiKey: "simulated-api-key",
    baseUrl: simulator.url,
    pollInterval: "50ms",
    ...config,
  })});`;

export const nativeUrn = (type: string, name: string): string =>
  `urn:pulumi:test::test::wix:index:${type}::${name}`;

/** What the state holds of the plugin's resources. */
export const savedNative = async (stack: Stack): Promise<ResourceState[]> =>
  (await stack.exportState()).resources.filter(({ type }) => type.startsWith("wix:index:"));
