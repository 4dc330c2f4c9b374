/* Whether programs of this package can run here: Node.js, engine, packages, and what the plugin process loads. */
import { isWithin } from "./versions";
import { fail, ok, warn, type Finding } from "./finding";
import type { Found, Project, Said } from "./machine";

/** What this version of the package asks for, as its package.json has it. */
export interface Ranges {
  readonly version: string;
  /** e.g. `>=22.19.0` */
  readonly node: string;
  /** e.g. `^3.216.0`; the engine has to be as new as the SDK. */
  readonly sdk: string;
}

/** @param said output of `node --version`, by the `node` that Pulumi finds on PATH */
export const judgeNode = (said: Said, ranges: Ranges): Finding => {
  const wayOut = `Put Node.js ${ranges.node.replace(">=", "")} or later on PATH: Pulumi runs programs and plugins by it.`;
  if ("trouble" in said) return fail("Node.js", `no node on PATH that runs (${said.trouble})`, wayOut);
  const version = said.stdout.trim().replace(/^v/, "");
  return isWithin(version, ranges.node)
    ? ok("Node.js", `${version} on PATH`)
    : fail("Node.js", `${version} on PATH is too old`, wayOut);
};

/** @param said output of `pulumi version` */
export const judgeEngine = (said: Said, ranges: Ranges): Finding => {
  const oldest = ranges.sdk.replace("^", "");
  const wayOut = `Install Pulumi ${oldest} or later (https://www.pulumi.com/docs/install/) and put it on PATH.`;
  if ("trouble" in said)
    return fail(
      "engine",
      said.isMissing ? "no pulumi on PATH" : `pulumi does not run: ${said.trouble}`,
      wayOut,
    );
  const version = said.stdout.trim().replace(/^v/, "");
  return isWithin(version, ranges.sdk)
    ? ok("engine", `Pulumi ${version}`)
    : fail("engine", `Pulumi ${version}, where ${oldest} or a later 3.x is needed`, wayOut);
};

/** What a program in a folder would load. */
export interface Loaded {
  readonly folder: string;
  readonly sdk: Found | undefined;
  readonly wix: Found | undefined;
  /** The SDK as pulumi-wix finds it from its own folder. */
  readonly sdkOfWix: Found | undefined;
}

export const judgePackages = ({ folder, sdk, wix, sdkOfWix }: Loaded, ranges: Ranges): Finding[] => {
  const install = `Run \`npm install pulumi-wix @pulumi/pulumi\` in ${folder}.`;
  return [
    wix === undefined
      ? fail("pulumi-wix", `is not installed for programs in ${folder}`, install)
      : wix.version === ranges.version
        ? ok("pulumi-wix", `${wix.version}, in ${wix.folder}`)
        : warn(
            "pulumi-wix",
            `programs in ${folder} load ${wix.version}, and this command is of ${ranges.version}`,
            "Run the command of the installed package: `npx --no-install pulumi-wix doctor` in that folder.",
          ),
    judgeSdk(folder, sdk, ranges, install),
    ...(sdk !== undefined && sdkOfWix !== undefined && sdk.folder !== sdkOfWix.folder
      ? [
          warn(
            "copies",
            `two copies of @pulumi/pulumi: ${sdk.version} in ${sdk.folder} for the program, ${sdkOfWix.version} in ${sdkOfWix.folder} for pulumi-wix`,
            "Let both use one: align the versions, then `npm dedupe`. `npm ls @pulumi/pulumi` shows who brings which.",
          ),
        ]
      : []),
  ];
};

const judgeSdk = (
  folder: string,
  sdk: Found | undefined,
  { sdk: range }: Ranges,
  install: string,
): Finding => {
  if (sdk === undefined) return fail("@pulumi/pulumi", `is not installed for programs in ${folder}`, install);
  return isWithin(sdk.version, range)
    ? ok("@pulumi/pulumi", sdk.version)
    : fail(
        "@pulumi/pulumi",
        `${sdk.version}, where ${range} is needed`,
        `Run \`npm install @pulumi/pulumi@${range}\` in ${folder}.`,
      );
};

/**
 * @param said output of a process that loads the modules of all classes, as the plugin process does
 * @param classes how many there are
 */
export const judgePlugin = (said: Said, classes: number): Finding =>
  "trouble" in said
    ? fail(
        "plugin",
        `the plugin process could not load pulumi-wix from the program's folder: ${said.trouble}`,
        "Install anew (`npm ci`) in the folder of the program; a refresh or a destroy needs the package there too.",
      )
    : ok("plugin", `loads the modules of ${classes} classes from the program's folder`);

/** @param project undefined: none was found from the folder upwards */
export const judgeProject = (project: Project | undefined, cwd: string): Finding =>
  project === undefined
    ? warn(
        "project",
        `no Pulumi.yaml in ${cwd} or above it, so packages were not looked at`,
        "Run it in the folder of a Pulumi project.",
      )
    : ok("project", project.folder);
