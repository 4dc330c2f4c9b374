import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";

/* The Go SDK and its example, by their types: a build would take minutes, most of them for what Pulumi stands on. */

jest.setTimeout(300_000);

const repository = join(__dirname, "..", "..");
const environment = {
  ...process.env,
  GOFLAGS: "-mod=readonly",
  GOWORK: "off",
  GOTOOLCHAIN: "local",
  CGO_ENABLED: "0",
};

const run = (folder: string, command: string, ...args: readonly string[]) =>
  spawnSync(command, args, { cwd: join(repository, folder), env: environment, encoding: "utf8" });

test("the Go SDK and the example of it fit each other", () => {
  if (run(".", "go", "version").status !== 0)
    throw new Error(
      "There is no Go on PATH, which alone can read the Go SDK. Install it: https://go.dev/dl/",
    );
  const folder = mkdtempSync(join(tmpdir(), "pulumi-wix-typecheck-"));
  try {
    const checker = join(folder, "typecheck");
    // What is not optimized is built in a fifth of the time.
    const built = run("sdk/generator", "go", "build", "-gcflags=all=-N -l", "-o", checker, "./typecheck");
    expect(built.stderr).toBe("");
    const checked = run("examples/connect-by-name-servers/go", checker, ".", "pulumi-wix.invalid/sdk/go/...");
    expect(checked.stderr.replace(/^go: downloading .*\n/gm, "")).toBe("");
    expect(checked.status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
