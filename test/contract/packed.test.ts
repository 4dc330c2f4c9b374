import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { start } from "../support/children.ts";
import { installedProvider } from "../support/packed.ts";

jest.setTimeout(180_000);

const repository = join(__dirname, "..", "..");

let installed: string;
let folder: string;
beforeAll(async () => {
  installed = await installedProvider("npm");
  folder = await mkdtemp(join(tmpdir(), "pulumi-wix-consumer-"));
  await symlink(join(installed, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the package as a user installs it", () => {
  test("has types that a strict compiler accepts, those of its dependencies among them", async () => {
    const program = `
      import * as wix from "pulumi-wix";
      const mail = new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [] });
      export const id: import("@pulumi/pulumi").Output<string> = mail.domainName;
      // @ts-expect-error: not an argument
      new wix.Package("plan", { nonsense: true });`;
    await writeFile(join(folder, "index.ts"), program);
    const options = "--noEmit --strict --skipLibCheck false --module node20 --target es2023 --types node";
    const types = join(repository, "node_modules", "@types");
    const run = await start(
      process.execPath,
      [
        join(repository, "node_modules", "typescript", "bin", "tsc"),
        ...options.split(" "),
        ...["--typeRoots", types, "index.ts"],
      ],
      { cwd: folder, env: process.env },
    ).finished;
    expect(run).toMatchObject({ code: 0, text: "" });
  });

  test("holds the licences of what is bundled in it, and loads of a dependency only what a preview needs", async () => {
    const dist = join(installed, "node_modules", "pulumi-wix", "dist");
    expect(await readFile(join(dist, "THIRD-PARTY-LICENSES.txt"), "utf8")).toMatch(/^zod \d[^]*MIT License/);
    const loaded = await start(
      process.execPath,
      ["-p", `require("pulumi-wix/provider/DnsZoneRecords"); Object.keys(require.cache).join("\\n")`],
      { cwd: folder, env: process.env },
    ).finished;
    expect(loaded.text).toContain(join("plugin", "DnsZoneRecords.js"));
    expect(loaded.text).not.toMatch(/[\\/](zod|undici)[\\/]/);
  });
});
