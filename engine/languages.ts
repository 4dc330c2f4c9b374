import { chmod, copyFile } from "node:fs/promises";
import { join } from "node:path";
import type { Report } from "./cache.ts";
import { runQuietly } from "./child.ts";
import { buildGo, requireGo, sourcesOf, type GoProgram } from "./go.ts";
import { executableName, findOnPath } from "./installation.ts";

/** Something that programs of a language need beside the engine; kept in the cache, its `bin` on PATH. */
export interface Part {
  /** What people call it, as the beginning of a sentence. */
  readonly what: string;
  /** The language host that it holds; where one is there already, the part is not needed. */
  readonly host?: string;
  /** The executables that must be in its `bin`. */
  readonly executables: readonly string[];
  /** @throws Error where it does not work though its executables are there */
  readonly examine?: (folder: string, env: NodeJS.ProcessEnv) => Promise<unknown>;
  /** Files that pin it, relative to this folder. */
  readonly pins: readonly string[];
  /** @throws Error that says what is missing or went wrong */
  readonly make: (folder: string, env: NodeJS.ProcessEnv, report: Report) => Promise<void>;
  /** What to do where it cannot be had. */
  readonly wayOut: string;
}

const yamlHostName = executableName("pulumi-language-yaml");
const pythonHostName = executableName("pulumi-language-python");
const pythonLauncherName = "pulumi-language-python-exec";

const yamlHost: GoProgram = {
  module: "yaml",
  requires: "github.com/pulumi/pulumi-yaml",
  main: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  version: "github.com/pulumi/pulumi-yaml/pkg/version.Version",
};

const pythonHost: GoProgram = {
  module: "host",
  requires: "github.com/pulumi/pulumi/sdk/v3",
  main: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
  version: "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version",
};

const installGo =
  "Install Pulumi (https://www.pulumi.com/docs/install/) or Go (https://go.dev/dl/), put it on PATH and run this again.";

const yaml: Part = {
  what: "Pulumi's language host for YAML",
  host: yamlHostName,
  executables: [yamlHostName],
  pins: ["yaml/go.mod", "yaml/go.sum"],
  make: async (folder, env, report) => {
    await requireGo(yamlHost.module, env);
    report("building Pulumi's language host for YAML: one to two minutes on two cores, once");
    await buildGo(yamlHost, join(folder, "bin", yamlHostName), env, report);
  },
  wayOut: installGo,
};

const python: Part = {
  what: "Pulumi's language host for Python",
  host: pythonHostName,
  executables: [pythonHostName, pythonLauncherName],
  pins: ["host/go.mod", "host/go.sum"],
  make: async (folder, env, report) => {
    await requireGo(pythonHost.module, env);
    const bin = join(folder, "bin");
    await buildGo(pythonHost, join(bin, pythonHostName), env, report);
    const launcher = join(bin, pythonLauncherName);
    const sources = await sourcesOf(pythonHost, env);
    await copyFile(join(sources, "python", "cmd", pythonLauncherName), launcher);
    await chmod(launcher, 0o755);
  },
  wayOut: installGo,
};

const requirements = "python/requirements.txt";
const hasPulumi = "import importlib.util, sys; sys.exit(importlib.util.find_spec('pulumi') is None)";

/** A virtual environment. Its `python` finds the packages also once the folder was renamed; its scripts do not. */
const pythonPackages: Part = {
  what: "Pulumi's SDK for Python",
  executables: ["python"],
  pins: [requirements],
  // Another Python of the machine finds nothing in an environment that an earlier one has made.
  examine: (folder, env) => runQuietly(join(folder, "bin", "python"), ["-c", hasPulumi], { env }),
  make: async (folder, env, report) => {
    if ((await findOnPath("python3", env)) === undefined) throw new Error("no python3 on PATH");
    report("installing Pulumi's SDK for Python with pip, once");
    await runQuietly("python3", ["-m", "venv", folder], { env });
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"];
    const file = join(import.meta.dirname, requirements);
    await runQuietly(join(folder, "bin", "python"), [...pip, "--requirement", file], { env });
  },
  wayOut: "Python 3.10 or later is needed as python3 on PATH, with venv, and pip must reach a package index.",
};

/** What there is for programs that are not written for Node.js. */
export const LANGUAGES = {
  yaml: [yaml],
  python: [python, pythonPackages],
} satisfies Record<string, readonly Part[]>;

export type Language = keyof typeof LANGUAGES;
