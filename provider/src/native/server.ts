import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { once } from "../core/once";
import { answering } from "./answers";
import type { EngineConnection } from "./engine-log";
import { PluginProcess } from "./process";

/** Where `package.json` and `schema.json` lie: beside the bundle. */
const HERE = __dirname;

const version = (): string =>
  (JSON.parse(readFileSync(join(HERE, "package.json"), "utf8")) as { version: string }).version;

/** Of this version, whatever the file says; an engine writes it into what it generates. */
const schema = (): string => {
  const file = join(HERE, "schema.json");
  const committed = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as object) : {};
  return JSON.stringify({ name: "wix", ...committed, version: version() });
};

const handshaken = (): proto.ProviderHandshakeResponse =>
  new proto.ProviderHandshakeResponse().setAcceptSecrets(true);

/**
 * The gRPC service of the plugin. What an engine may call and is not here is answered as not implemented.
 * @param engine where to send lines to
 */
export const service = (engine: EngineConnection): Partial<IResourceProviderServer> => {
  const process = new PluginProcess(engine, engine.address);
  const served = <Request, Response>(work: (request: Request) => Promise<Response> | Response) =>
    answering(
      async (request: Request) => work(request),
      () => engine.arrived(),
    );
  const ofResources = once(() => import("./resource-calls.js"));
  const ofConfiguration = once(() => import("./configuration.js"));
  const ofInvoke = once(() => import("./invoke.js"));
  return {
    handshake: served((request: proto.ProviderHandshakeRequest) => {
      engine.attach(request.getEngineAddress());
      return handshaken();
    }),
    getPluginInfo: served(() => new PluginInfo().setVersion(version())),
    getSchema: served(() => new proto.GetSchemaResponse().setSchema(schema())),
    checkConfig: served(async (request: proto.CheckRequest) =>
      (await ofConfiguration()).checkConfig(process, request),
    ),
    diffConfig: served(async (request: proto.DiffRequest) =>
      (await ofConfiguration()).diffConfig(process, request),
    ),
    configure: served(async (request: proto.ConfigureRequest) =>
      (await ofConfiguration()).configure(process, request),
    ),
    check: served(async (request: proto.CheckRequest) => (await ofResources()).check(process, request)),
    diff: served(async (request: proto.DiffRequest) => (await ofResources()).diff(process, request)),
    create: served(async (request: proto.CreateRequest) => (await ofResources()).create(process, request)),
    read: served(async (request: proto.ReadRequest) => (await ofResources()).read(process, request)),
    update: served(async (request: proto.UpdateRequest) => (await ofResources()).update(process, request)),
    delete: served(async (request: proto.DeleteRequest) => {
      await (await ofResources()).end(process, request);
      return new Empty();
    }),
    invoke: served(async (request: proto.InvokeRequest) => (await ofInvoke()).invoke(process, request)),
    cancel: served(() => {
      process.cancel();
      return new Empty();
    }),
    attach: served((request: { getAddress(): string }) => {
      engine.attach(request.getAddress());
      return new Empty();
    }),
  };
};
