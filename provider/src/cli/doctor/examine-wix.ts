/* Looks at the settings, and by reads alone at what Wix says to them. */
import { systemClock } from "../../core/clock";
import { connectWix } from "../../wix/client";
import { isConfigurationError } from "../../wix/errors";
import { readOnly } from "../../wix/read-only";
import type { RetryRules } from "../../wix/retry";
import type { Settings } from "../../wix/settings";
import type { Transport } from "../../wix/transport";
import type { Surroundings } from "../command";
import { askWix, noting } from "./ask";
import { judgeClock } from "./clock";
import type { Family } from "./families";
import { fail, linesOf, type Finding } from "./finding";
import { judgeBaseUrl, judgeCaller, judgeScopes } from "./judge";
import { judgeWay } from "./way";

/** A person or a pipeline waits: no minute of retries. */
const RULES: RetryRules = { base: 500, cap: 1_000, attempts: 2, patience: 5_000 };
/** ms from sending a request to the last byte of its answer. */
const DEADLINE = 20_000;

const WHERE = "Set it in the environment, or in the configuration of a stack, which `--stack <name>` reads.";

const wrongness = (check: string, read: () => unknown): Finding[] => {
  try {
    read();
    return [];
  } catch (error) {
    if (!isConfigurationError(error)) throw error;
    return [fail(check, linesOf(error).text, WHERE)];
  }
};

const judgeSettings = (settings: Settings): Finding[] => [
  ...wrongness("key", () => settings.apiKey()),
  ...wrongness("account", () => settings.accountId(undefined)),
  ...wrongness("setting", () => settings.requestsPerMinute()),
  ...wrongness("setting", () => settings.pollInterval()),
  ...wrongness("setting", () => settings.maxWait()),
  ...wrongness("setting", () => settings.expiryWarning()),
  ...wrongness("setting", () => settings.dnsResolvers()),
  ...wrongness("setting", () => settings.readOnly()),
];

/** undici is of no use to a Node.js that is too old, which is why someone may be looking. */
const load = async (env: Surroundings["env"]): Promise<Transport | Finding> => {
  try {
    const { undiciTransport } = await import("../../wix/transport.js");
    return readOnly(undiciTransport(DEADLINE, env));
  } catch (error) {
    const text = `Node.js ${process.versions.node} cannot load the HTTP client: ${linesOf(error).text}`;
    return fail("base URL", text, "Run this by a Node.js that the package supports.");
  }
};

/** @param needed families whose refusal is a failure */
export const examineWix = async (
  settings: Settings,
  needed: readonly Family[],
  env: Surroundings["env"],
): Promise<Finding[]> => {
  const noUrl = wrongness("base URL", () => settings.baseUrl());
  if (noUrl.length > 0) return noUrl;
  const baseUrl = settings.baseUrl();
  const before = [judgeWay(baseUrl, env), ...judgeSettings(settings)];
  if (before.some(({ mark }) => mark === "fail")) return before;
  const transport = await load(env);
  if (typeof transport !== "function") return [...before, transport];
  const noted = noting(transport, () => Date.now());
  const wix = connectWix({ settings, transport: noted.transport, clock: systemClock, rules: RULES });
  const outcomes = await askWix(wix);
  const times = noted.times();
  return [
    ...before,
    judgeBaseUrl(baseUrl, outcomes, times !== undefined),
    ...(times === undefined ? [] : [judgeClock(times)]),
    ...judgeCaller(settings.accountId(undefined), outcomes),
    ...judgeScopes(outcomes, needed),
  ];
};
