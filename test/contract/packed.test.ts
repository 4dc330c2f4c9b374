import { mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { start } from "../support/children.ts";
import { definitionsOf } from "../support/definitions.ts";
import { installPlugin } from "../support/distribution.ts";
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

/** What stands where a frame of a stack leads to. */
async function sourceLineOf(frame: string): Promise<string> {
  const [, file, line] = /\((.*[\\/]pulumi-wix[\\/]src[\\/].*\.ts):(\d+):\d+\)$/.exec(frame) ?? [];
  if (file === undefined) return `no source: ${frame}`;
  return (await readFile(file, "utf8")).split("\n")[Number(line) - 1] ?? "no such line";
}

describe("the package as a user installs it", () => {
  test("has types that a strict compiler accepts, those of its dependencies among them", async () => {
    const program = `
      import * as wix from "pulumi-wix";
      const mail = new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [] });
      export const id: import("@pulumi/pulumi").Output<string> = mail.domainName;
      export const zone = wix.getDnsZone({ domainName: "example.com" }).catch((error: unknown) => {
        if (wix.isNotFoundError(error)) return error.sought === "DNS zone" ? error.id : undefined;
        if (wix.isWixError(error)) console.error(error.code, error.status, error.requestId, error.violations);
        if (wix.isTransportError(error) && error.transient) console.error("try again later");
        throw error;
      });
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

  test("leads an editor from a word to the line of the source that defines it", async () => {
    const program = join(folder, "editor.ts");
    await writeFile(
      program,
      `import * as wix from "pulumi-wix";
      new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [] });
      wix.getDnsZone({ domainName: "example.com" });
      wix.mail.dmarc({ policy: "none" });
      wix.isWixError(undefined);`,
    );
    const definitions = await definitionsOf(program, [
      "DnsZoneRecords",
      "domainName",
      "getDnsZone",
      "dmarc",
      "isWixError",
    ]);
    const sources = join(await realpath(join(installed, "node_modules", "pulumi-wix")), "src");
    expect(definitions.map(found => found && [relative(sources, found.file), found.line.trim()])).toEqual([
      [
        join("resources", "dns-zone-records", "index.ts"),
        expect.stringMatching(/^export class DnsZoneRecords /),
      ],
      [join("resources", "dns-zone-records", "index.ts"), expect.stringMatching(/^(readonly )?domainName: /)],
      [join("lookups", "index.ts"), expect.stringMatching(/^export const getDnsZone\b/)],
      [join("dns", "mail", "policies.ts"), expect.stringMatching(/^export (const|function) dmarc\b/)],
      [expect.stringMatching(/\.ts$/), expect.stringMatching(/\bisWixError\b/)],
    ]);
  });

  test.each([
    [
      "pulumi-wix",
      `wix.getSite({}).catch(tell)`,
      [/throw new Error\(`\$\{lookup\} was not asked/, /readArguments\("getSite"/, /await lookup\(/],
    ],
    [
      "pulumi-wix/provider/DnsZoneRecords",
      `Promise.try(wix.diff).catch(tell)`,
      [/\} = properties;$/, /received\(news\);$/],
    ],
  ])("of %s, a stack leads to lines of its sources", async (module, failing, lines) => {
    const { stdout } = await start(
      process.execPath,
      [
        "--enable-source-maps",
        "-e",
        `const tell = error => console.log(error.stack); const wix = require("${module}"); ${failing}`,
      ],
      { cwd: folder, env: process.env },
    ).finished;
    const frames = stdout.split("\n").filter(line => line.includes("node_modules"));
    expect(await Promise.all(frames.map(sourceLineOf))).toEqual(
      lines.map(line => expect.stringMatching(line)),
    );
  });

  test("holds the licences of what is bundled in it", async () => {
    const licences = join(installed, "node_modules", "pulumi-wix", "dist", "THIRD-PARTY-LICENSES.txt");
    expect(await readFile(licences, "utf8")).toMatch(
      /^iso-3166 \d[^]*MIT License[^]*^zod \d[^]*MIT License/m,
    );
  });

  // A preview needs tldts in the plugin process, to read domains; arborist comes with the whole of Pulumi's SDK.
  test.each([
    ["pulumi-wix", join("dist", "index.js"), /[\\/](zod|tldts|undici|automation|arborist)[\\/]/],
    ["pulumi-wix/provider/DnsZoneRecords", join("plugin", "DnsZoneRecords.js"), /[\\/](zod|undici)[\\/]/],
  ])("loads of %s only what a preview needs", async (module, own, heavy) => {
    const loaded = await start(
      process.execPath,
      ["-p", `require("${module}"); Object.keys(require.cache).join("\\n")`],
      { cwd: folder, env: process.env },
    ).finished;
    expect(loaded.text).toContain(own);
    expect(loaded.text).not.toMatch(heavy);
  });
});

test.each(["npm", "pnpm"] as const)(
  "the plugin's package, installed by %s, starts as it is, by any Node.js that is first on the PATH",
  async manager => {
    const place = await mkdtemp(join(folder, "plugin-"));
    const launcher = join(await installPlugin(place, manager), "pulumi-resource-wix");
    const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
    const plugin = start(launcher, [], { cwd: place, env: { ...process.env, PATH }, openInput: true });
    await plugin.seen(/^\d+\n/);
    plugin.hangUp();
    expect(await plugin.finished).toMatchObject({ code: 0, stderr: "" });
  },
);
