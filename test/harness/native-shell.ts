/*
 * The native plugin in this process: its handlers, called as its gRPC service calls them. The only file between the small
 * engine and the provider's own code.
 */
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Configured } from "../../provider/src/connection/session";
import { parseDuration } from "../../provider/src/core/duration";
import { SavedHalfMade } from "../../provider/src/native/answers";
import { PluginProcess } from "../../provider/src/native/process";
import * as calls from "../../provider/src/native/resource-calls";
import { MODULE } from "../../provider/src/native/urn";
import { fromStruct, toStruct } from "../../provider/src/native/values";
import { configuredIn } from "./configured.ts";
import type { Called, InitFailed, Properties, Provider, Shell, ShellProcess } from "./engine/shell.ts";
import type { Place, World } from "./world.ts";

/** A plugin on an account in this process. */
class SimulatedProcess extends PluginProcess {
  constructor(
    place: Place,
    private readonly simulated: Configured,
  ) {
    super(
      {
        say: line => {
          place.log(line);
        },
        arrived: () => Promise.resolve(),
      },
      undefined,
    );
  }

  override get configured(): Configured {
    return this.simulated;
  }
}

/** Properties as an engine sends them, without the way over the wire, which takes as long as a command. */
class Sent extends Struct {
  constructor(private readonly properties: Properties) {
    super();
  }

  override toJavaScript(): Record<string, JavaScriptValue> {
    return JSON.parse(JSON.stringify(this.properties)) as Record<string, JavaScriptValue>;
  }
}

const struct = (properties: Properties): Struct => new Sent(properties);

/** What an engine reads in the error. */
const halfMade = (error: unknown): unknown => {
  if (!(error instanceof SavedHalfMade)) return error;
  const { id, properties, message } = error;
  const failed: Omit<InitFailed, keyof Error> = {
    id,
    properties: fromStruct(toStruct(properties)),
    reasons: [message],
  };
  return Object.assign(new Error(message), failed);
};

const seconds = (duration: string | undefined): number => (parseDuration(duration ?? "") ?? 0) / 1000;

const providerOf = (process: PluginProcess, { urn, customTimeouts = {} }: Called): Provider => ({
  check: async (olds, news) => {
    const request = new proto.CheckRequest().setUrn(urn).setOlds(struct(olds)).setNews(struct(news));
    const response = await calls.check(process, request);
    return {
      inputs: fromStruct(response.getInputs()),
      failures: response
        .getFailuresList()
        .map(one => ({ property: one.getProperty(), reason: one.getReason() })),
    };
  },
  diff: async (id, olds, news) => {
    const request = new proto.DiffRequest().setUrn(urn).setId(id).setOlds(struct(olds)).setNews(struct(news));
    const response = await calls.diff(process, request);
    return {
      changes: response.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
      changedKeys: response.getDiffsList(),
    };
  },
  create: async (inputs, preview) => {
    const request = new proto.CreateRequest()
      .setUrn(urn)
      .setProperties(struct(inputs))
      .setPreview(preview)
      .setTimeout(seconds(customTimeouts.create));
    const response = await calls.create(process, request).catch((error: unknown) => {
      throw halfMade(error);
    });
    return { id: response.getId(), outputs: fromStruct(response.getProperties()) };
  },
  read: async (id, properties, inputs) => {
    const request = new proto.ReadRequest()
      .setUrn(urn)
      .setId(id)
      .setProperties(struct(properties))
      .setInputs(struct(inputs));
    const response = await calls.read(process, request);
    return {
      id: response.getId(),
      outputs: fromStruct(response.getProperties()),
      inputs: fromStruct(response.getInputs()),
    };
  },
  update: async (id, olds, news, preview) => {
    const request = new proto.UpdateRequest()
      .setUrn(urn)
      .setId(id)
      .setOlds(struct(olds))
      .setNews(struct(news))
      .setPreview(preview)
      .setTimeout(seconds(customTimeouts.update));
    const response = await calls.update(process, request).catch((error: unknown) => {
      throw halfMade(error);
    });
    return { outputs: fromStruct(response.getProperties()) };
  },
  delete: (id, properties) =>
    calls.end(
      process,
      new proto.DeleteRequest()
        .setUrn(urn)
        .setId(id)
        .setProperties(struct(properties))
        .setTimeout(seconds(customTimeouts.delete)),
    ),
});

const openProcess = (place: Place): ShellProcess => {
  const process = new SimulatedProcess(place, configuredIn(place));
  return { provider: called => providerOf(process, called), kill: () => place.kill() };
};

/** What the classes of a generated SDK do in a program: they add nothing to what it says. */
export const NATIVE_CLASSES: Omit<Shell, "open"> = {
  token: type => `${MODULE}${type}`,
  announces: false,
  optionsOf: ({ options }) => options,
  register: (_declared, args) => args,
};

export const nativeShell = (world: World): Shell => ({
  ...NATIVE_CLASSES,
  open: () => openProcess(world.place()),
});
