import type * as grpc from "@grpc/grpc-js";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { asPluginError } from "./plugin-error.ts";

/** Properties as the engine sends them: plain JSON values; a dynamic resource's hold its provider as `__provider`. */
export type Properties = Readonly<Record<string, unknown>>;

/** What the engine sends in place of a value that is not known yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface CheckResult {
  readonly inputs: Properties;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

export interface DiffResult {
  /** `undefined` where the provider leaves it open. */
  readonly changes: boolean | undefined;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

export interface ReadResult {
  /** Empty if the resource is gone. */
  readonly id: string;
  readonly properties: Properties;
  /** Only if the provider gave them back. */
  readonly inputs: Properties | undefined;
}

/** The calls that an engine makes for one resource. Every call rejects with a `PluginError` where the engine would get an error. */
export interface ProviderCalls {
  /** Passes the stack's configuration; keys are those of the stack, e.g. `wix:apiKey`. Must be the first call. */
  configure(config: Properties): Promise<void>;
  check(olds: Properties, news: Properties): Promise<CheckResult>;
  diff(id: string, olds: Properties, news: Properties): Promise<DiffResult>;
  create(inputs: Properties): Promise<{ readonly id: string; readonly properties: Properties }>;
  read(id: string, properties: Properties): Promise<ReadResult>;
  update(id: string, olds: Properties, news: Properties): Promise<{ readonly properties: Properties }>;
  delete(id: string, properties: Properties): Promise<void>;
  /** Tells the plugin that the run is being cancelled. */
  cancel(): Promise<void>;
}

/** Wraps a gRPC client, with the messages' structs as plain objects. */
export function callsThrough(client: ResourceProviderClient): ProviderCalls {
  return {
    configure: async config => {
      const request = new proto.ConfigureRequest().setArgs(struct(config)).setAcceptsecrets(true);
      await answer<proto.ConfigureResponse>(done => client.configure(request, done));
    },
    check: async (olds, news) => {
      const request = new proto.CheckRequest().setOlds(struct(olds)).setNews(struct(news));
      const response = await answer<proto.CheckResponse>(done => client.check(request, done));
      const failures = response.getFailuresList();
      return {
        inputs: plain(response.getInputs()),
        failures: failures.map(failure => namedFailure(failure.getProperty(), failure.getReason())),
      };
    },
    diff: async (id, olds, news) => {
      const request = new proto.DiffRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
      const response = await answer<proto.DiffResponse>(done => client.diff(request, done));
      return {
        changes: changesOf(response),
        replaces: response.getReplacesList(),
        deleteBeforeReplace: response.getDeletebeforereplace(),
      };
    },
    create: async inputs => {
      const request = new proto.CreateRequest().setProperties(struct(inputs));
      const response = await answer<proto.CreateResponse>(done => client.create(request, done));
      return { id: response.getId(), properties: plain(response.getProperties()) };
    },
    read: async (id, properties) => {
      const request = new proto.ReadRequest().setId(id).setProperties(struct(properties));
      const response = await answer<proto.ReadResponse>(done => client.read(request, done));
      const inputs = response.getInputs();
      return {
        id: response.getId(),
        properties: plain(response.getProperties()),
        inputs: inputs && plain(inputs),
      };
    },
    update: async (id, olds, news) => {
      const request = new proto.UpdateRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
      const response = await answer<proto.UpdateResponse>(done => client.update(request, done));
      return { properties: plain(response.getProperties()) };
    },
    delete: async (id, properties) => {
      const request = new proto.DeleteRequest().setId(id).setProperties(struct(properties));
      await answer(done => client.delete(request, done));
    },
    cancel: async () => {
      await answer(done => client.cancel(new Empty(), done));
    },
  };
}

function answer<Response>(
  send: (done: (error: grpc.ServiceError | null, response: Response) => void) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    send((error, response) => {
      if (error === null) resolve(response);
      else reject(asPluginError(error));
    });
  });
}

/** `records[0].values[1]`, `records["MX example.com"]`. */
const NAMED = /^((?:\w|\.|\[\d+\]|\["(?:[^"\\]|\\.)*"\])+): ([^]*)$/;

/** A failure that names its property in its text, as this package's do, by that property. */
function namedFailure(property: string, reason: string): CheckResult["failures"][number] {
  const [, path, rest] = property === "" ? (NAMED.exec(reason) ?? []) : [];
  return path === undefined || rest === undefined ? { property, reason } : { property: path, reason: rest };
}

function changesOf(response: proto.DiffResponse): boolean | undefined {
  switch (response.getChanges()) {
    case proto.DiffResponse.DiffChanges.DIFF_SOME:
      return true;
    case proto.DiffResponse.DiffChanges.DIFF_NONE:
      return false;
    case proto.DiffResponse.DiffChanges.DIFF_UNKNOWN:
      return undefined;
  }
}

function struct(properties: Properties): Struct {
  return Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
}

function plain(message: Struct | undefined): Properties {
  return message?.toJavaScript() ?? {};
}
