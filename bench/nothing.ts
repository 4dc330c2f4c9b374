/*
 * A native plugin that does nothing: bundled, started and served as ours is, so that no plugin of Node.js can be faster.
 * It answers with what it was asked about.
 */
import {
  Server,
  ServerCredentials,
  type handleUnaryCall,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as proto from "@pulumi/pulumi/proto/provider_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";

const by =
  <Request, Response>(answer: (request: Request) => Response): handleUnaryCall<Request, Response> =>
  ({ request }, respond) => {
    respond(null, answer(request));
  };

const check = (request: proto.CheckRequest): proto.CheckResponse =>
  new proto.CheckResponse().setInputs(request.getNews());

const diff = (): proto.DiffResponse =>
  new proto.DiffResponse().setChanges(proto.DiffResponse.DiffChanges.DIFF_NONE);

const SERVICE: UntypedServiceImplementation = {
  handshake: by(() => new proto.ProviderHandshakeResponse().setAcceptSecrets(true)),
  getPluginInfo: by(() => new PluginInfo().setVersion("0.1.0")),
  getSchema: by(() => new proto.GetSchemaResponse().setSchema("{}")),
  checkConfig: by(check),
  diffConfig: by(diff),
  configure: by(() =>
    new proto.ConfigureResponse().setAcceptsecrets(true).setAcceptresources(true).setSupportspreview(true),
  ),
  check: by(check),
  diff: by(diff),
  create: by((request: proto.CreateRequest) =>
    new proto.CreateResponse()
      .setId(request.getPreview() ? "" : "made")
      .setProperties(request.getProperties()),
  ),
  read: by((request: proto.ReadRequest) =>
    new proto.ReadResponse()
      .setId(request.getId())
      .setProperties(request.getProperties())
      .setInputs(request.getInputs()),
  ),
  update: by((request: proto.UpdateRequest) => new proto.UpdateResponse().setProperties(request.getNews())),
  delete: by(() => new Empty()),
  cancel: by(() => new Empty()),
};

const end = (): void => process.exit(0);

export const main = (): void => {
  const server = new Server();
  server.addService(ResourceProviderService, SERVICE);
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    process.stdout.write(`${port}\n`);
  });
  process.stdin.on("end", end).resume();
  process.on("SIGINT", end);
};
