import * as pulumi from "@pulumi/pulumi";
import { connectionFor } from "../dynamic/session";
import type { Wix } from "../wix/client";

/** The connection of the program itself, by the stack's configuration or the environment. */
export const programConnection = (): Wix => {
  const config = new pulumi.Config("wix");
  return connectionFor(key => config.get(key));
};
