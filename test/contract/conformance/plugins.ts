/* The two shells as their processes serve them over gRPC, behind one face. */
import { DYNAMIC_CLASSES } from "../../harness/dynamic-shell.ts";
import { keepingMarks, type PlainProvider } from "../../harness/engine/marks.ts";
import type { Properties, Provider, Shell } from "../../harness/engine/shell.ts";
import { urnOf } from "../../harness/engine/urn.ts";
import { NATIVE_CLASSES } from "../../harness/native-shell.ts";
import type { ClassName } from "../../harness/plugin-process.ts";
import { accountId } from "../../harness/world.ts";
import { environment } from "../../support/environment.ts";
import { answer, configure, invoke, Resource, startNativePlugin } from "../../support/native-plugin.ts";
import { installedProvider } from "../../support/packed.ts";
import { startPlugin } from "../../support/plugin.ts";
import { PluginError } from "../../support/plugin-error.ts";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { startLookups } from "./lookups.ts";

export const API_KEY = "simulated-api-key";

/** A plugin process, which is used for many runs: each has a configuration, and so a memory, of its own. */
export interface Plugin {
  readonly classes: Omit<Shell, "open">;
  /** Begins a run on the account behind the URL. */
  begin(url: string): Promise<void>;
  provider(type: ClassName, name: string): Provider;
  lookup(name: string, args: Properties): Promise<unknown>;
  /** The lines that were told so far, as `<class> <name>: <line>`. */
  lines(): readonly string[];
  cancel(): Promise<void>;
  kill(): Promise<void>;
}

/** Runs with the same settings would share what a process remembers. */
const settingsOf = (url: string, run: number) => ({
  apiKey: API_KEY,
  accountId,
  baseUrl: url,
  pollInterval: "30ms",
  pace: "process",
  requestsPerMinute: String(9_000_000 + run),
});

/** As engines read errors. */
const asEngine = (error: unknown): unknown =>
  error instanceof PluginError && error.halfMade !== undefined
    ? Object.assign(new Error(error.message), error.halfMade)
    : error;

const failing = <Result>(work: Promise<Result>): Promise<Result> =>
  work.catch((error: unknown) => {
    throw asEngine(error);
  });

const startDynamic = async (): Promise<Plugin> => {
  const cwd = await installedProvider();
  const plugin = await startPlugin({ cwd, env: environment });
  let lookups: ReturnType<typeof startLookups> | undefined;
  let run = 0;
  let at = "";
  const plain = (type: ClassName): PlainProvider => {
    // A process configures a provider once for each text.
    const text = `exports.handler = () => require("pulumi-wix/provider/${type}"); // run ${run}`;
    const sent = (properties: Properties): Properties => ({ ...properties, __provider: text });
    return {
      check: (olds, news) => plugin.check(Object.keys(olds).length === 0 ? olds : sent(olds), sent(news)),
      diff: async (id, olds, news) => {
        const { changes = false, ...more } = await plugin.diff(id, sent(olds), sent(news));
        return { changes, ...more };
      },
      create: async inputs => {
        const { id, properties } = await failing(plugin.create(sent(inputs)));
        return { id, outputs: properties };
      },
      read: async (id, properties) => {
        const { properties: outputs, inputs, ...found } = await plugin.read(id, sent(properties));
        return { ...found, outputs, ...(inputs && { inputs }) };
      },
      update: async (id, olds, news) => {
        const { properties } = await failing(plugin.update(id, sent(olds), sent(news)));
        return { outputs: properties };
      },
      delete: (id, properties) => plugin.delete(id, sent(properties)),
    };
  };
  return {
    classes: DYNAMIC_CLASSES,
    begin: url => {
      run++;
      at = url;
      const settings = Object.entries(settingsOf(url, run));
      return plugin.configure(Object.fromEntries(settings.map(([key, value]) => [`wix:${key}`, value])));
    },
    provider: type => keepingMarks(plain(type)),
    // A program asks by itself.
    lookup: (name, args) => (lookups ??= startLookups(cwd)).ask(settingsOf(at, run), name, args),
    lines: () => plugin.lines(),
    cancel: () => plugin.cancel(),
    kill: async () => {
      await Promise.all([plugin.kill(), lookups?.end()]);
    },
  };
};

const nativeProvider = (resource: Resource): Provider => ({
  check: (olds, news) => resource.check(news, olds),
  diff: (id, properties, news) => resource.diff({ id, properties: { ...properties } }, news),
  create: async (inputs, preview) => {
    const { id, properties } = await failing(resource.create(inputs, preview));
    return { id, outputs: properties };
  },
  read: async (id, properties, inputs) => {
    const { properties: outputs, ...found } = await resource.read(id, properties, inputs);
    return { ...found, outputs };
  },
  update: async (id, properties, news, preview) => {
    const made = await failing(resource.update({ id, properties: { ...properties } }, news, preview));
    return { outputs: made.properties };
  },
  delete: (id, properties) => resource.delete({ id, properties: { ...properties } }),
});

const startNative = async (): Promise<Plugin> => {
  const plugin = await startNativePlugin();
  let run = 0;
  return {
    classes: NATIVE_CLASSES,
    begin: url => configure(plugin, settingsOf(url, ++run)),
    provider: (type, name) =>
      nativeProvider(
        new Resource(plugin, urnOf(NATIVE_CLASSES, { type, name, parents: [], args: {}, options: {} })),
      ),
    lookup: async (name, args) => {
      const found = await invoke(plugin, name, args);
      return "items" in found ? found.items : found;
    },
    lines: () =>
      plugin.lines.map(({ urn, message }) => {
        const [type = "", name = ""] = urn.split("::").slice(2);
        return `${type.replace(/^wix:index:/, "")} ${name}: ${message}`;
      }),
    cancel: async () => {
      await answer(done => plugin.client.cancel(new Empty(), done));
    },
    kill: () => plugin.kill(),
  };
};

/** @returns each a process of its own */
export const PLUGINS = { dynamic: startDynamic, native: startNative } as const;
export type PluginName = keyof typeof PLUGINS;
