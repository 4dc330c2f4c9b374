/* Lines for the person who watches the run, sent to the engine, which shows them with the resource that they are about. */
import type { IEngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";

export interface EngineLog {
  /** @param urn whom it is about; absent: the run */
  say(line: string, urn?: string, severity?: "info" | "warning"): void;
  /** Resolves when all lines have arrived: what comes after an operation's answer may be lost with the run's end. */
  arrived(): Promise<void>;
}

type Send = (line: string, urn: string, severity: "info" | "warning") => Promise<void>;

const sender = async (address: string): Promise<Send> => {
  const [grpc, { EngineClient }, { LogRequest, LogSeverity }] = await Promise.all([
    import("@grpc/grpc-js"),
    import("@pulumi/pulumi/proto/engine_grpc_pb.js"),
    import("@pulumi/pulumi/proto/engine_pb.js"),
  ]);
  const client: IEngineClient = new EngineClient(address, grpc.credentials.createInsecure());
  const severities = { info: LogSeverity.INFO, warning: LogSeverity.WARNING };
  return (line, urn, severity) =>
    new Promise((resolve, reject) => {
      const request = new LogRequest().setMessage(line).setUrn(urn).setSeverity(severities[severity]);
      client.log(request, error => {
        if (error === null) resolve();
        else reject(error);
      });
    });
};

/** @param address of the engine; told with the process's arguments, or by a call */
export class EngineConnection implements EngineLog {
  #address: string | undefined;
  #send: Promise<Send> | undefined;
  /** One after the other: lines arrive in their order. */
  #last: Promise<void> = Promise.resolve();

  constructor(address: string | undefined) {
    this.#address = address;
  }

  get address(): string | undefined {
    return this.#address;
  }

  attach(address: string): void {
    if (address === "" || address === this.#address) return;
    this.#address = address;
    this.#send = undefined;
  }

  say(line: string, urn = "", severity: "info" | "warning" = "info"): void {
    this.#last = this.#last
      .then(() => this.#deliver(line, urn, severity))
      // The engine shows what comes over standard error, too: better there than nowhere.
      .catch(() => void process.stderr.write(`${line}\n`));
  }

  arrived(): Promise<void> {
    return this.#last;
  }

  async #deliver(...line: Parameters<Send>): Promise<void> {
    if (this.#address === undefined) throw new Error("no engine");
    const send = await (this.#send ??= sender(this.#address));
    await send(...line);
  }
}
