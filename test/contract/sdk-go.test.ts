import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { blocksIn } from "../support/pages";

/*
 * The Go SDK, its example and the programs of the documentation, by their types: a build would take minutes, most of them for
 * what Pulumi stands on.
 */

jest.setTimeout(300_000);

const repository = join(__dirname, "..", "..");
const environment = {
  ...process.env,
  GOFLAGS: "-mod=readonly",
  GOWORK: "off",
  GOTOOLCHAIN: "local",
  CGO_ENABLED: "0",
};

const EXAMPLE = join(repository, "examples", "connect-by-name-servers", "go");

const run = (cwd: string, command: string, ...args: readonly string[]) =>
  spawnSync(command, args, { cwd, env: environment, encoding: "utf8" });

/** A module of all programs in Go that users read, the example's at its root. */
const writeModule = (folder: string, programs: readonly string[]): void => {
  mkdirSync(folder);
  for (const name of ["main.go", "go.sum"]) copyFileSync(join(EXAMPLE, name), join(folder, name));
  const sdk = join(repository, "sdk", "go");
  const module = readFileSync(join(EXAMPLE, "go.mod"), "utf8").replace("../../../sdk/go", sdk);
  writeFileSync(join(folder, "go.mod"), module);
  for (const [index, text] of programs.entries()) {
    const program = join(folder, `program-${index}`);
    mkdirSync(program);
    writeFileSync(join(program, "main.go"), text);
  }
};

test("the Go SDK and the programs of it fit each other", () => {
  if (run(repository, "go", "version").status !== 0)
    throw new Error(
      "There is no Go on PATH, which alone can read the Go SDK. Install it: https://go.dev/dl/",
    );
  const folder = mkdtempSync(join(tmpdir(), "pulumi-wix-typecheck-"));
  try {
    const checker = join(folder, "typecheck");
    // What is not optimized is built in a fifth of the time.
    const built = run(
      join(repository, "sdk", "generator"),
      "go",
      "build",
      "-gcflags=all=-N -l",
      "-o",
      checker,
      "./typecheck",
    );
    expect(built.stderr).toBe("");
    const programs = blocksIn("go").map(({ text }) => text);
    expect(programs.length).toBeGreaterThan(20);
    const wrong = `package main\n\nimport "pulumi-wix.invalid/sdk/go/wix"\n\nvar Wrong = wix.GetSiteArgs{Nam: nil}\n`;
    const module = join(folder, "module");
    writeModule(module, [...programs, wrong]);
    const checked = run(module, checker, "./...", "pulumi-wix.invalid/sdk/go/...");
    const found = checked.stderr.replace(/^go: downloading .*\n/gm, "").trim();
    // One is wrong on purpose: what finds it would find another.
    expect(found.replace(/^.*\/module\//, "")).toBe(
      `program-${programs.length}/main.go:5:29: unknown field Nam in struct literal of type wix.GetSiteArgs`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
