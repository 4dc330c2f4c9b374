import * as pulumi from "../program/pulumi";
import { sessionFor } from "../connection/session";
import type { Wix } from "../wix/client";

/** The connection of the program itself, by the stack's configuration or the environment. */
export const programConnection = (): Wix => {
  const config = new pulumi.Config("wix");
  return sessionFor(key => config.get(key)).session.wix;
};
