import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";

/** A resource that exists but did not settle: the engine saves it with these properties and prints the reasons. */
export interface InitFailed {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly reasons: readonly string[];
}

/** What the engine gets in place of an answer. */
export class PluginError extends Error {
  override readonly name = "PluginError";
  /** `undefined` if the resource is as if the call had not been made. */
  readonly halfMade: InitFailed | undefined;

  constructor(message: string, halfMade: InitFailed | undefined) {
    super(message);
    this.halfMade = halfMade;
  }
}

/** Reads a half-made resource out of the metadata in which gRPC carries structured errors. */
export function asPluginError(error: ServiceError): PluginError {
  const details = error.metadata.get("grpc-status-details-bin")[0];
  return new PluginError(error.details, details instanceof Buffer ? halfMadeIn(details) : undefined);
}

function halfMadeIn(details: Buffer): InitFailed | undefined {
  const [detail] = Status.deserializeBinary(details).getDetailsList();
  const failed = detail?.unpack(
    bytes => ErrorResourceInitFailed.deserializeBinary(bytes),
    "pulumirpc.ErrorResourceInitFailed",
  );
  if (!failed) return undefined;
  return {
    id: failed.getId(),
    properties: failed.getProperties()?.toJavaScript() ?? {},
    reasons: failed.getReasonsList(),
  };
}
