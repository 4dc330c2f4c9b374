import type { Configured } from "../../provider/src/connection/session";
import { openSession } from "../../provider/src/lifecycle/session";
import { connectWix } from "../../provider/src/wix/client";
import { settingsFrom } from "../../provider/src/wix/settings";
import { accountId, type Place } from "./world.ts";

export const CONFIG: Readonly<Record<string, string>> = {
  apiKey: "simulated-api-key",
  accountId,
  baseUrl: "https://wix.simulated",
};

/**
 * What a shell needs of a stack's configuration, on an account in this process.
 * @param config what the stack says, without `wix:`
 */
export const configuredIn = (place: Place, config = CONFIG): Configured => {
  const { transport, clock } = place;
  const settings = settingsFrom(key => config[key], {});
  return {
    settings,
    session: openSession({
      clock,
      connect: () => connectWix({ settings, transport, clock, random: () => 0.5 }),
    }),
    print: line => {
      place.log(line);
    },
  };
};
