import { existsSync, mkdirSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { cacheFolder } from "../../../engine/cached.ts";
import { ensureEngine } from "../../../engine/ensure.ts";
import { fakeGo, makeMachine, type Machine } from "./machine";

describe("ensureEngine", () => {
  let machine: Machine;
  let { root, env, lines, report, onPath, builds } = {} as Machine;

  beforeEach(() => {
    machine = makeMachine();
    ({ root, env, lines, report, onPath, builds } = machine);
    jest
      .spyOn(globalThis, "fetch")
      .mockRejectedValue(new TypeError("fetch failed", { cause: new Error("no network") }));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    machine.dispose();
  });

  test("takes an installed engine and asks nobody else", async () => {
    onPath("pulumi", "echo v3.300.1");
    onPath("pulumi-language-nodejs", "");
    onPath("go", fakeGo("1.26.0"));
    const engine = await ensureEngine({ report, env });
    expect(engine).toMatchObject({ version: "3.300.1", command: join(root, "bin", "pulumi") });
    expect(fetch).not.toHaveBeenCalled();
    expect(existsSync(join(root, "bin", "builds"))).toBe(false);
  });

  test("passes over an installed engine that is too old or lacks the Node.js language host", async () => {
    onPath("pulumi", "echo v3.99.0");
    const installedOnly = { ...env, PULUMI_WIX_ENGINE: "installed" };
    await expect(ensureEngine({ report, env: installedOnly })).rejects.toThrow(
      "no pulumi-language-nodejs beside it",
    );
    onPath("pulumi-language-nodejs", "");
    await expect(ensureEngine({ report, env: installedOnly })).rejects.toThrow("3.99.0, older than 3.216.0");
  });

  test("builds once, and finds what it built from then on", async () => {
    onPath("go", fakeGo("1.26.0"));
    const engine = await ensureEngine({ report, env });
    expect(engine).toMatchObject({ version: "3.250.0", command: join(cacheFolder(env), "bin", "pulumi") });
    expect(lines).toContainEqual(expect.stringMatching(/2\/2 pulumi v3\.250\.0 done in \d+ s/));
    await expect(ensureEngine({ report, env })).resolves.toMatchObject({ command: engine.command });
    expect(builds()).toEqual(["pulumi-language-nodejs", "pulumi"]);
  });

  test("of two runs at once, one builds and the other waits for it", async () => {
    onPath("go", fakeGo("1.26.0"));
    const env2 = { ...env, PULUMI_WIX_ENGINE: "build" };
    const [one, other] = await Promise.all([
      ensureEngine({ report, env: env2 }),
      ensureEngine({ report, env: env2 }),
    ]);
    expect(one.command).toBe(other.command);
    expect(builds()).toHaveLength(2);
    expect(lines).toContain("another run is at it already, waiting");
  });

  test("starts afresh after a run that was killed in the middle of its build", async () => {
    onPath("go", fakeGo("1.26.0"));
    const half = `${cacheFolder(env)}.partial-killed`;
    const lock = `${cacheFolder(env)}.lock`;
    for (const left of [half, lock]) mkdirSync(left, { recursive: true });
    utimesSync(lock, 0, 0);
    await expect(ensureEngine({ report, env })).resolves.toMatchObject({ version: "3.250.0" });
    expect(readdirSync(join(half, ".."))).toEqual([expect.not.stringMatching(/partial|lock/)]);
  });

  test("keeps nothing of a build that failed, and shows the compiler's last words", async () => {
    onPath("go", fakeGo("1.26.0", "echo out of disk >&2; exit 3"));
    await expect(ensureEngine({ report, env })).rejects.toThrow(/build: go ended with 3\n +out of disk/);
    expect(readdirSync(join(cacheFolder(env), ".."))).toEqual([]);
  });

  test("runs Pulumi's own installer where it can be reached, rather than build", async () => {
    const script = `mkdir "$3/bin" && for name in pulumi pulumi-language-nodejs; do
      printf '#!/bin/sh\\necho v%s\\n' "$5" > "$3/bin/$name"; chmod +x "$3/bin/$name"; done`;
    jest.mocked(fetch).mockResolvedValue(new Response(script));
    onPath("go", fakeGo("1.26.0"));
    const engine = await ensureEngine({ report, env });
    expect(engine.command).toBe(join(cacheFolder(env), "bin", "pulumi"));
    expect(lines).toEqual([`downloading Pulumi ${engine.version} with https://get.pulumi.com/install.sh`]);
  });

  test("names each way that it tried, why it failed, and the way out", async () => {
    env.PATH = join(root, "bin");
    await expect(ensureEngine({ report, env })).rejects.toThrow(
      [
        "No Pulumi engine of version 3.216.0 or later could be had.",
        "  installed: no pulumi on PATH",
        `  cached: no pulumi in ${join(cacheFolder(env), "bin")}`,
        "  download: https://get.pulumi.com/install.sh cannot be had: no network",
        "  build: no working Go on PATH (go 1.25.11 or later is needed)",
        "Install Pulumi",
      ].join("\n"),
    );
  });

  test("refuses a Go that is too old before it builds anything", async () => {
    onPath("go", fakeGo("1.22.4"));
    await expect(ensureEngine({ report, env })).rejects.toThrow(
      "Go 1.22.4 is too old, 1.25.11 or later is needed",
    );
  });

  test("refuses a way that it does not know", async () => {
    await expect(ensureEngine({ report, env: { ...env, PULUMI_WIX_ENGINE: "cached,brew" } })).rejects.toThrow(
      'no "brew"',
    );
  });

  test("lets no account of the caller into the engine's environment", async () => {
    onPath("pulumi", "echo v3.300.1");
    onPath("pulumi-language-nodejs", "");
    const caller = { ...env, PULUMI_ACCESS_TOKEN: "token", WIX_API_KEY: "key", LANG: "C" };
    const given = (await ensureEngine({ report, env: caller })).env(join(root, "work"));
    expect(given).toMatchObject({ LANG: "C", PULUMI_BACKEND_URL: `file://${join(root, "work", "state")}` });
    expect(given).not.toHaveProperty("PULUMI_ACCESS_TOKEN");
    expect(given).not.toHaveProperty("WIX_API_KEY");
  });
});
