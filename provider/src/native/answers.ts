/* Calls of the engine as functions that return or throw: errors as gRPC carries them. */
import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { HalfMade } from "../shell/subject";
import { toStruct } from "./values";

/** Thrown in place of a {@link HalfMade}, with its properties as they are to be saved. */
export class SavedHalfMade extends Error {
  constructor(
    readonly id: string,
    readonly properties: Record<string, unknown>,
    override readonly cause: HalfMade,
  ) {
    super(cause.message);
  }
}

/** The engine saves what this names, and calls `update` in the next run; it prints the reasons. */
const initFailed = ({ id, properties, message }: SavedHalfMade): Uint8Array => {
  const failed = new ErrorResourceInitFailed()
    .setId(id)
    .setProperties(toStruct(properties))
    .setReasonsList([message]);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(message);
  status.addDetails(detail);
  return status.serializeBinary();
};

const serviceError = (error: unknown): Partial<grpc.ServiceError> => {
  const metadata = new grpc.Metadata();
  if (error instanceof SavedHalfMade) metadata.add("grpc-status-details-bin", Buffer.from(initFailed(error)));
  const details = error instanceof Error ? error.message : String(error);
  return { code: grpc.status.UNKNOWN, details, metadata };
};

/** Serves a call by a function. @param after is waited for before the answer is sent, whatever it is */
export const answering =
  <Request, Response>(
    work: (request: Request) => Promise<Response>,
    after: () => Promise<void>,
  ): grpc.handleUnaryCall<Request, Response> =>
  ({ request }, answer) => {
    void work(request).then(
      async response => {
        await after();
        answer(null, response);
      },
      async (error: unknown) => {
        await after();
        answer(serviceError(error));
      },
    );
  };
