import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogSeverity, type LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { start, type Running } from "./children.ts";
import { environment } from "./environment.ts";
import { asPluginError } from "./plugin-error.ts";
import type { Properties } from "./provider-calls.ts";

/** The folder that is distributed. */
export const pluginFolder = join(__dirname, "..", "..", "provider", "dist", "native");

/** A line that the plugin has sent to the engine. */
export interface Line {
  readonly urn: string;
  readonly message: string;
  readonly isWarning: boolean;
}

/** The process of the native plugin, connected as the engine connects to it. */
export interface NativePlugin {
  /** Address of the engine. */
  readonly engine: string;
  readonly lines: Line[];
  readonly running: Running;
  readonly client: ResourceProviderClient;
  kill(): Promise<void>;
}

/** Takes the lines that a plugin sends. */
async function listenForLines(lines: Line[]): Promise<{ address: string; close: () => void }> {
  const server = new grpc.Server();
  server.addService(EngineService, {
    log: ({ request }: grpc.ServerUnaryCall<LogRequest, Empty>, answer: grpc.sendUnaryData<Empty>): void => {
      lines.push({
        urn: request.getUrn(),
        message: request.getMessage(),
        isWarning: request.getSeverity() === LogSeverity.WARNING,
      });
      answer(null, new Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

/** @param beside another one of the same run. @default a run of its own */
export async function startNativePlugin(beside?: NativePlugin): Promise<NativePlugin> {
  const lines: Line[] = beside?.lines ?? [];
  const engine = beside ? { address: beside.engine, close: () => undefined } : await listenForLines(lines);
  const running = start(process.execPath, [join(pluginFolder, "pulumi-resource-wix"), engine.address], {
    cwd: pluginFolder,
    env: environment,
    openInput: true,
  });
  await running.seen(/^\d+\n/);
  const [port = ""] = running.stdout().split("\n");
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  return {
    engine: engine.address,
    lines,
    running,
    client,
    kill: async () => {
      client.close();
      running.kill();
      await running.finished;
      engine.close();
    },
  };
}

type Send<Response> = (done: (error: grpc.ServiceError | null, response: Response) => void) => void;

/** @throws PluginError where the engine would get an error */
export const answer = <Response>(send: Send<Response>): Promise<Response> =>
  new Promise((resolve, reject) => {
    send((error, response) => {
      if (error === null) resolve(response);
      else reject(asPluginError(error));
    });
  });

export const struct = (properties: Properties): Struct =>
  Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
export const plain = (message: Struct | undefined): Record<string, unknown> => message?.toJavaScript() ?? {};

/** As Pulumi writes a secret. */
export const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

export const urnOf = (type: string, name: string, ...parents: readonly string[]): string =>
  `urn:pulumi:test::shop::${[...parents, `wix:index:${type}`].join("$")}::${name}`;

interface Made {
  readonly id: string;
  readonly properties: Record<string, unknown>;
}

/** What an engine asks of one resource. */
export class Resource {
  constructor(
    private readonly plugin: NativePlugin,
    readonly urn: string,
    /** Seconds, of each operation; 0: the plugin's own. */
    private readonly timeout = 0,
  ) {}

  async check(news: Properties, olds: Properties = {}) {
    const request = new proto.CheckRequest().setUrn(this.urn).setOlds(struct(olds)).setNews(struct(news));
    const response = await answer<proto.CheckResponse>(done => this.plugin.client.check(request, done));
    return {
      inputs: plain(response.getInputs()),
      failures: response
        .getFailuresList()
        .map(one => ({ property: one.getProperty(), reason: one.getReason() })),
    };
  }

  async diff({ id, properties }: Made, news: Properties) {
    const request = new proto.DiffRequest()
      .setUrn(this.urn)
      .setId(id)
      .setOlds(struct(properties))
      .setNews(struct(news));
    const response = await answer<proto.DiffResponse>(done => this.plugin.client.diff(request, done));
    return {
      changes: response.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
      details: kindsIn(response),
    };
  }

  async create(inputs: Properties, preview = false): Promise<Made> {
    const request = new proto.CreateRequest()
      .setUrn(this.urn)
      .setProperties(struct(inputs))
      .setTimeout(this.timeout)
      .setPreview(preview);
    const response = await answer<proto.CreateResponse>(done => this.plugin.client.create(request, done));
    return { id: response.getId(), properties: plain(response.getProperties()) };
  }

  async read(id: string, properties: Properties = {}, inputs: Properties = {}) {
    const request = new proto.ReadRequest()
      .setUrn(this.urn)
      .setId(id)
      .setProperties(struct(properties))
      .setInputs(struct(inputs));
    const response = await answer<proto.ReadResponse>(done => this.plugin.client.read(request, done));
    return {
      id: response.getId(),
      properties: plain(response.getProperties()),
      inputs: plain(response.getInputs()),
    };
  }

  async update({ id, properties }: Made, news: Properties, preview = false): Promise<Made> {
    const request = new proto.UpdateRequest()
      .setUrn(this.urn)
      .setId(id)
      .setOlds(struct(properties))
      .setNews(struct(news))
      .setTimeout(this.timeout)
      .setPreview(preview);
    const response = await answer<proto.UpdateResponse>(done => this.plugin.client.update(request, done));
    return { id, properties: plain(response.getProperties()) };
  }

  async delete({ id, properties }: Made): Promise<void> {
    const request = new proto.DeleteRequest()
      .setUrn(this.urn)
      .setId(id)
      .setProperties(struct(properties))
      .setTimeout(this.timeout);
    await answer(done => this.plugin.client.delete(request, done));
  }
}

const kindsIn = (response: proto.DiffResponse): Record<string, string | undefined> => {
  const kinds: Record<string, string | undefined> = {};
  response.getDetaileddiffMap().forEach((one, path) => {
    kinds[path] = KINDS[one.getKind()];
  });
  return kinds;
};

const KINDS = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];

export const configure = async ({ client }: NativePlugin, config: Properties): Promise<void> => {
  const request = new proto.ConfigureRequest().setArgs(struct(config)).setAcceptsecrets(true);
  await answer<proto.ConfigureResponse>(done => client.configure(request, done));
};

export const invoke = async (
  { client }: NativePlugin,
  name: string,
  args: Properties,
): Promise<Record<string, unknown>> => {
  const request = new proto.InvokeRequest().setTok(`wix:index:${name}`).setArgs(struct(args));
  const response = await answer<proto.InvokeResponse>(done => client.invoke(request, done));
  return plain(response.getReturn());
};
