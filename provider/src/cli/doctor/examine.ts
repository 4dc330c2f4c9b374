/* Looks at everything there is to look at, and writes nothing. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { systemClock } from "../../core/clock";
import { connectWix } from "../../wix/client";
import { isConfigurationError } from "../../wix/errors";
import type { RetryRules } from "../../wix/retry";
import type { Settings } from "../../wix/settings";
import type { Surroundings } from "../command";
import { askWix, noting } from "./ask";
import { judgeClock } from "./clock";
import type { Family } from "./families";
import { fail, linesOf, ok, type Finding } from "./finding";
import { judgeAccount, judgeBaseUrl, judgeKey, judgeScopes } from "./judge";
import { ask, findPackage, findProject } from "./machine";
import { judgeEngine, judgeNode, judgePackages, judgePlugin, judgeProject, type Ranges } from "./programs";
import { readSettings } from "./settings";
import { judgeWay } from "./way";

export interface Wanted {
  readonly stack?: string | undefined;
  readonly needs: readonly Family[];
}

/** A person or a pipeline waits: no minute of retries. */
const RULES: RetryRules = { base: 500, cap: 1_000, attempts: 2, patience: 5_000 };
/** ms from sending a request to the last byte of its answer. */
const DEADLINE = 20_000;

const rangesOf = (packageFolder: string): Ranges => {
  const { version, engines, peerDependencies } = JSON.parse(
    readFileSync(join(packageFolder, "package.json"), "utf8"),
  ) as {
    version: string;
    engines: { node: string };
    peerDependencies: Record<"@pulumi/pulumi", string>;
  };
  return { version, node: engines.node, sdk: peerDependencies["@pulumi/pulumi"] };
};

const classesIn = (packageFolder: string): string[] =>
  readdirSync(join(packageFolder, "dist", "plugin"))
    .filter(file => file.endsWith(".js"))
    .map(file => basename(file, ".js"));

const examineMachine = async (around: Surroundings, packageFolder: string): Promise<Finding[]> => {
  const ranges = rangesOf(packageFolder);
  const [node, engine] = await Promise.all([
    ask("node", ["--version"], around),
    ask("pulumi", ["version"], around),
  ]);
  const project = findProject(around.cwd);
  const findings = [judgeNode(node, ranges), judgeEngine(engine, ranges), judgeProject(project, around.cwd)];
  if (project === undefined) return findings;
  const { program } = project;
  const wix = findPackage("pulumi-wix", program);
  const loaded = {
    folder: program,
    sdk: findPackage("@pulumi/pulumi", program),
    wix,
    sdkOfWix: wix && findPackage("@pulumi/pulumi", wix.folder),
  };
  findings.push(...judgePackages(loaded, ranges));
  if (wix === undefined || loaded.sdk === undefined) return findings;
  const classes = classesIn(packageFolder);
  const text = classes.map(name => `require("pulumi-wix/provider/${name}");`).join(" ");
  const said = await ask("node", ["-e", text], { env: around.env, cwd: program });
  return [...findings, judgePlugin(said, classes.length)];
};

const isWrong = (check: string, read: () => unknown): Finding | undefined => {
  try {
    read();
    return undefined;
  } catch (error) {
    if (!isConfigurationError(error)) throw error;
    return fail(
      check,
      linesOf(error).text,
      "Set it right as it says; `--stack <name>` reads a stack's configuration.",
    );
  }
};

const examineWix = async (
  settings: Settings,
  { needs }: Wanted,
  env: Surroundings["env"],
): Promise<Finding[]> => {
  const badUrl = isWrong("base URL", () => settings.baseUrl());
  const wrong = [
    badUrl,
    isWrong("key", () => settings.apiKey()),
    isWrong("account", () => settings.accountId(undefined)),
    isWrong("settings", () => {
      settings.requestsPerMinute();
      settings.pollInterval();
      settings.maxWait();
      settings.expiryWarning();
      if (badUrl === undefined) settings.dnsResolvers();
    }),
  ].filter(finding => finding !== undefined);
  const way = badUrl === undefined ? [judgeWay(settings.baseUrl(), env)] : [];
  if (wrong.length > 0 || way.some(({ mark }) => mark === "fail")) return [...way, ...wrong];
  const { undiciTransport } = await import("../../wix/transport.js");
  const noted = noting(undiciTransport(DEADLINE, env), () => Date.now());
  const wix = connectWix({ settings, transport: noted.transport, clock: systemClock, rules: RULES });
  const outcomes = await askWix(wix);
  const times = noted.times();
  return [
    ...way,
    judgeBaseUrl(settings.baseUrl(), outcomes, times !== undefined),
    judgeClock(times),
    judgeKey(outcomes),
    judgeAccount(settings.accountId(undefined), outcomes),
    ...judgeScopes(outcomes, needs),
  ];
};

/** @param packageFolder where this package's package.json is */
export const examine = async (
  wanted: Wanted,
  around: Surroundings,
  packageFolder: string,
): Promise<Finding[]> => {
  const machine = await examineMachine(around, packageFolder);
  try {
    const settings = await readSettings(wanted.stack, around);
    const source =
      wanted.stack === undefined ? [] : [ok("stack", `configuration of ${wanted.stack} was read`)];
    return [...machine, ...source, ...(await examineWix(settings, wanted, around.env))];
  } catch (error) {
    if (!isConfigurationError(error)) throw error;
    const wayOut =
      "Check the name, the backend (`pulumi whoami -v`) and the passphrase or login that decrypts it.";
    return [...machine, fail("stack", linesOf(error).text, wayOut)];
  }
};
