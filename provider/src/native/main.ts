/*
 * The process `pulumi-resource-wix`: prints its port, serves one engine, and ends with it. What is not needed for that is
 * loaded when it is called for, and while the engine reads the port.
 */
import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { EngineConnection } from "./engine-log";
import { service } from "./server";

const OPTIONS = {
  // A zone with many records, and a list of many sites, are more than gRPC takes by default.
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
  // Counts of all calls, for somebody to ask for; nobody does.
  "grpc.enable_channelz": 0,
};

/** @param args the address of the engine; none where somebody starts the plugin to debug it */
export const serve = ([address]: readonly string[]): void => {
  const server = new Server(OPTIONS);
  server.addService(
    ResourceProviderService,
    service(new EngineConnection(address)) as UntypedServiceImplementation,
  );
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
      process.stderr.write(`the wix plugin cannot listen on a port of 127.0.0.1: ${error.message}\n`);
      process.exit(1);
    }
    process.stdout.write(`${port}\n`);
  });
};

const end = (): void => process.exit(0);

/**
 * For an engine that holds the other end of standard input: whatever it dies of, this ends with it. One that has no more
 * to ask sends a signal; a process that dies of it keeps nothing of what Node.js has compiled for the next start.
 */
export const main = (args: readonly string[]): void => {
  serve(args);
  process.stdin.on("end", end).resume();
  for (const signal of ["SIGINT", "SIGBREAK"]) process.on(signal, end);
};
