import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { cacheFolder } from "../../../engine/cached.ts";
import { ensureEngine, type Engine } from "../../../engine/ensure.ts";
import type { Language } from "../../../engine/languages.ts";
import { fakeGo, makeMachine, type Machine } from "./machine";

/** Makes an environment whose Python says that it has all packages, and installs nothing. */
const fakePython = (installed = "exit 0"): string => `
echo "$@" >> "$(dirname "$0")/environments"
mkdir -p "$3/bin"
printf '#!/bin/sh\\n[ "$2" = pip ] || exit 0\\n${installed}\\n' > "$3/bin/python"
chmod +x "$3/bin/python"`;

describe("what further languages need", () => {
  let machine: Machine;
  const ensure = (...languages: Language[]): Promise<Engine> =>
    ensureEngine({ languages, report: machine.report, env: machine.env });
  const folders = (engine: Engine): string[] =>
    (engine.env(join(machine.root, "work")).PATH ?? "").split(delimiter);

  beforeEach(() => {
    machine = makeMachine();
    machine.env.PULUMI_WIX_ENGINE = "installed,cached,build";
    machine.onPath("go", fakeGo("1.26.0"));
    const launchers = join(machine.root, "bin", "sources", "python", "cmd");
    mkdirSync(launchers, { recursive: true });
    writeFileSync(join(launchers, "pulumi-language-python-exec"), "#!/usr/bin/env python\n");
  });
  afterEach(() => machine.dispose());

  test("is not built for those who do not ask", async () => {
    await ensure();
    expect(machine.builds()).toEqual(["pulumi-language-nodejs", "pulumi"]);
  });

  test("is built once, and lies beside an engine that was built as well", async () => {
    const { command } = await ensure("yaml");
    await ensure("yaml");
    expect(machine.builds()).toEqual(["pulumi-language-nodejs", "pulumi", "pulumi-language-yaml"]);
    expect(lstatSync(join(dirname(command), "pulumi-language-yaml")).isSymbolicLink()).toBe(true);
  });

  test("comes with an installed Pulumi, and is not built then", async () => {
    for (const name of ["pulumi", "pulumi-language-nodejs", "pulumi-language-yaml"])
      machine.onPath(name, "echo v3.300.1");
    await ensure("yaml");
    expect(existsSync(join(machine.root, "bin", "builds"))).toBe(false);
  });

  test("is put on PATH, and not into its folder, where an installed Pulumi lacks it", async () => {
    for (const name of ["pulumi", "pulumi-language-nodejs"]) machine.onPath(name, "echo v3.300.1");
    const engine = await ensure("yaml");
    expect(machine.builds()).toEqual(["pulumi-language-yaml"]);
    expect(readdirSync(join(machine.root, "bin"))).not.toContain("pulumi-language-yaml");
    expect(folders(engine).filter(path => existsSync(join(path, "pulumi-language-yaml")))).toHaveLength(1);
  });

  test("is made anew where it is gone from the cache, though the engine is still there", async () => {
    await ensure("yaml");
    const caches = dirname(cacheFolder(machine.env));
    for (const name of readdirSync(caches))
      if (join(caches, name) !== cacheFolder(machine.env)) rmSync(join(caches, name), { recursive: true });
    await ensure("yaml");
    expect(machine.builds().filter(name => name === "pulumi-language-yaml")).toHaveLength(2);
  });

  test("for Python is a host with its launcher, and packages whose python comes first on PATH", async () => {
    machine.onPath("python3", fakePython());
    const engine = await ensure("python");
    await ensure("python");
    expect(machine.builds()).toEqual(["pulumi-language-nodejs", "pulumi", "pulumi-language-python"]);
    const holding = (name: string): string[] => folders(engine).filter(path => existsSync(join(path, name)));
    expect(holding("pulumi-language-python-exec")).toHaveLength(1);
    expect(holding("python")[0]).toContain(dirname(cacheFolder(machine.env)));
  });

  test("says what was tried, and the way out, where there is no Python", async () => {
    machine.env.PATH = join(machine.root, "bin");
    machine.onPath("go", fakeGo("1.26.0").replaceAll(/\b(dirname|basename|mkdir|chmod)\b/g, "/usr/bin/$1"));
    await expect(ensure("python")).rejects.toThrow(
      /^Pulumi's SDK for Python could not be had\.\n {2}cached: no python in .*\n {2}build: no python3 on PATH\nPython 3\.10 or later/,
    );
  });

  test("keeps nothing of packages that could not be installed", async () => {
    machine.onPath("python3", fakePython("echo no such package >&2; exit 1"));
    await expect(ensure("python")).rejects.toThrow("no such package");
    machine.onPath("python3", fakePython());
    await expect(ensure("python")).resolves.toBeDefined();
  });

  test("is not built where building is not allowed", async () => {
    await ensure();
    machine.env.PULUMI_WIX_ENGINE = "cached";
    await expect(ensure("yaml")).rejects.toThrow(
      /Pulumi's language host for YAML could not be had\.\n {2}installed/,
    );
  });
});
