/* An account is exported, adopted and silent: 20 domains, 500 record sets, 30 packages, and not one write at Wix. */
import { cp, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { startSimulator, type Simulator } from "../../simulator/src";
import { agency, DOMAINS, domainOf, PACKAGES, RECORD_SETS } from "../support/agency";
import { start, type Running } from "../support/children";
import { native as nativeProgram, nativeResource, savedNative } from "../support/native-program";
import { program, succeeds } from "../support/scene";
import { makeStack, type Stack } from "../support/stack";
import { accountId } from "../support/world";

jest.setTimeout(240_000);

const ROOT = resolve(__dirname, "../..");
const COMMAND = join(ROOT, "provider/bin/pulumi-wix.js");
const ZONE = "/domains/v1/dns-zones/{domainName}";

let simulator: Simulator;
let folder: string;
let stack: Stack;
let env: Record<string, string>;

beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
  await simulator.control.loadState(agency());
  folder = join(await mkdtemp(join(tmpdir(), "pulumi-wix-export-")), "agency");
  env = {
    WIX_BASE_URL: simulator.url,
    WIX_API_KEY: "simulated-api-key",
    WIX_POLL_INTERVAL: "50ms",
    WIX_REQUESTS_PER_MINUTE: "100000",
  };
  // Whatever would write fails the run, before it is sent.
  stack = await makeStack({ program: program(), env: { ...env, WIX_READ_ONLY: "true" } });
});
afterAll(async () => {
  await stack.dispose();
  await simulator.close();
  await rm(resolve(folder, ".."), { recursive: true, force: true });
});

const exporting = (...options: string[]): Running =>
  start(process.execPath, [COMMAND, "export", folder, "--account", accountId, "--name", "test", ...options], {
    cwd: tmpdir(),
    env: { ...process.env, ...env },
  });

const journal = async () => (await simulator.control.journal()).requests;
const zonesRead = async () => (await journal()).filter(({ route }) => route === ZONE).map(({ path }) => path);
/** Nothing but reads was even tried. */
const nothingWritten = async (): Promise<void> => {
  const writing = (await journal()).filter(
    ({ method, path }) => method !== "GET" && !path.endsWith("/query"),
  );
  expect(writing).toEqual([]);
};

const filesIn = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1));

test("an export that is killed goes on from what it has read, and reads each zone once", async () => {
  const { control } = simulator;
  await control.clearJournal();
  const { id } = await control.addFault({
    method: "GET",
    route: ZONE,
    nth: 12,
    times: "unlimited",
    action: { kind: "hold", when: "before" },
  });
  const killed = exporting();
  await control.untilHeld(id);
  // Once each of the four is held that are under way at a time, whatever was answered before is remembered.
  while ((await control.faults()).flatMap(({ held }) => held).length < 4) await pause(10);
  killed.kill();
  await killed.finished;
  await control.clearFaults();
  const before = await zonesRead();
  expect(before).toHaveLength(15);
  expect(await filesIn()).toEqual([".pulumi-wix-export.jsonl"]);
  expect((await stat(join(folder, ".pulumi-wix-export.jsonl"))).mode & 0o077).toBe(0);

  await control.clearJournal();
  const { code, stdout } = await exporting().finished;
  expect({ code, stdout }).toMatchObject({
    code: 3,
    stdout: expect.stringMatching(/^Going on with the export of /),
  });
  const after = await zonesRead();
  expect(after).toHaveLength(DOMAINS - 11);
  expect(new Set([...before, ...after]).size).toBe(DOMAINS);
  expect(new Set(after).size).toBe(after.length);
  await nothingWritten();
  expect(await control.warnings()).toEqual([]);
});

test("what it writes is formatted, type-checks, holds no contacts in the clear, and names all that is left out", async () => {
  const files = await filesIn();
  expect(files).toEqual(
    expect.arrayContaining(["index.ts", "contacts.secret.json", `domains/${domainOf(0)}.ts`, "README.md"]),
  );
  expect(files).not.toContain(".pulumi-wix-export.jsonl");
  expect((await stat(join(folder, "contacts.secret.json"))).mode & 0o077).toBe(0);
  const formatted = start(
    process.execPath,
    [join(ROOT, "node_modules/prettier/bin/prettier.cjs"), "--no-config", "--check", folder],
    { cwd: tmpdir(), env: process.env },
  );
  expect(await formatted.finished).toMatchObject({ code: 0, stderr: "" });
  for (const file of files.filter(name => name !== "contacts.secret.json"))
    expect(await readFile(join(folder, file), "utf8")).not.toMatch(/flora|garden road/i);
  const readme = await readFile(join(folder, "README.md"), "utf8");
  for (const what of [
    "has no external id",
    "is FAILED",
    "shares its external id",
    "failed.com",
    "two policies|2 policies",
  ])
    expect(readme).toMatch(new RegExp(what));
});

test("up adopts all of it without a write, and the previews after it are silent", async () => {
  await rm(join(stack.folder, "index.js"));
  await cp(folder, stack.folder, { recursive: true });
  const checked = start(
    process.execPath,
    [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", stack.folder],
    {
      cwd: stack.folder,
      env: process.env,
    },
  );
  expect(await checked.finished).toMatchObject({ code: 0, text: "" });
  await stack.configure({}, { contacts: await readFile(join(folder, "contacts.secret.json"), "utf8") });

  const { control } = simulator;
  await control.clearJournal();
  const before = await control.state();
  await succeeds(stack.up());
  const adopting = await zonesRead();
  await nothingWritten();
  // Resources of a zone that come one after the other share a look at it; two zones have DNSSEC, which looks by itself.
  expect(new Set(adopting).size).toBe(DOMAINS);
  expect(adopting.length).toBeLessThan(3 * DOMAINS + 2);
  const { now: _before, ...was } = before;
  const { now: _after, ...is } = await control.state();
  expect(is).toEqual(was);
  expect(await control.ledger()).toEqual([]);

  await succeeds(stack.preview("--refresh", "--expect-no-changes", "--diff"));
  await nothingWritten();
  const { resources } = await stack.exportState();
  const types = resources.map(({ type }) => type.split(":").at(-1) ?? "");
  const count = (type: string): number => types.filter(each => each === type).length;
  expect({
    packages: count("Package"),
    registered: count("RegisteredDomain"),
    connected: count("ConnectedDomain"),
  }).toEqual({
    packages: PACKAGES,
    registered: DOMAINS / 2,
    connected: DOMAINS / 2 + 2,
  });
  const sets = resources.flatMap(({ outputs }) =>
    Object.keys((outputs?.records as object | undefined) ?? {}),
  );
  expect(sets).toHaveLength(RECORD_SETS);
  expect(await control.violations()).toEqual([]);
});

test("an export into a folder that holds a program overwrites nothing", async () => {
  const refused = await exporting().finished;
  expect(refused).toMatchObject({ code: 1, text: expect.stringContaining("is not empty") });
  await rm(join(folder, "sites.ts"));
  const { code, stdout } = await exporting("--keep-existing").finished;
  expect({ code, stdout }).toMatchObject({ code: 3, stdout: expect.stringMatching(/^Wrote 1 files? to /) });
});

test("a key that Wix refuses is an error, and no program of nothing", async () => {
  const elsewhere = `${folder}-refused`;
  const run = await start(process.execPath, [COMMAND, "export", elsewhere, "--account", accountId], {
    cwd: tmpdir(),
    env: { ...process.env, ...env, WIX_API_KEY: "wrong-key" },
  }).finished;
  expect(run).toMatchObject({ code: 1, text: expect.stringContaining("UNAUTHENTICATED") });
  expect(run.text).not.toContain("wrong-key");
  expect(await readdir(elsewhere)).toEqual([".pulumi-wix-export.jsonl"]);
});

test("its import file gives all of it to the native plugin without a write, and the preview after it is silent", async () => {
  const native = await makeStack({ program: nativeProgram(), env: { ...env, WIX_READ_ONLY: "true" } });
  try {
    await native.configure({ "wix:accountId": accountId });
    await simulator.control.clearJournal();
    const file = join(folder, "import.json");
    const said = await succeeds(native.pulumi("import", "--file", file, "--yes", "--generate-code=false"));
    const { resources } = JSON.parse(await readFile(file, "utf8")) as { resources: { type: string }[] };
    expect(said).toContain(`= ${resources.length} imported`);
    const contacts = JSON.parse(await readFile(join(folder, "contacts.secret.json"), "utf8")) as Record<
      string,
      unknown
    >;
    const declared = (await savedNative(native)).map(({ type, urn, inputs = {} }) =>
      nativeResource(type.split(":").at(-1) ?? "", urn.split("::").at(-1) ?? "", {
        ...inputs,
        ...(type.endsWith(":RegisteredDomain") && { contacts: contacts[String(inputs.domain)] }),
      }).replace(/^const \S+ = /, ""),
    );
    await native.replaceProgram(nativeProgram(...declared));
    await succeeds(native.preview("--refresh", "--expect-no-changes", "--diff"));
    await nothingWritten();
  } finally {
    await native.dispose();
  }
});
