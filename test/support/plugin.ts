import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { start } from "./children.ts";
import { callsThrough, type ProviderCalls } from "./provider-calls.ts";

/** A dynamic provider's plugin process. */
export interface Plugin extends ProviderCalls {
  /** The lines on standard output so far: what the engine would show as messages. */
  lines(): string[];
  /** Resolves when standard output matches: a line may arrive after the answer of the call that printed it. */
  printed(pattern: RegExp): Promise<void>;
  /** Ends the process with SIGKILL, at any time, also in the middle of a call. */
  kill(): Promise<void>;
}

export interface PluginOptions {
  /** The folder from which `__provider` texts resolve their modules. */
  readonly cwd: string;
  /** The whole environment of the process; by default this one's. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts the process that the engine starts for dynamic resources, and connects to it as the engine does. */
export async function startPlugin({ cwd, env = process.env }: PluginOptions): Promise<Plugin> {
  const script = join(require.resolve("@pulumi/pulumi/package.json"), "..", "cmd", "dynamic-provider");
  const running = start(process.execPath, [script, "127.0.0.1:1"], { cwd, env });
  await running.seen(/^\d+\n/);
  const [port = ""] = running.stdout().split("\n");
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  return {
    ...callsThrough(client),
    lines: () => running.stdout().split("\n").slice(1, -1),
    printed: pattern => running.seen(pattern),
    kill: async () => {
      client.close();
      running.kill();
      await running.finished;
    },
  };
}
