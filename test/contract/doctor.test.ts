/* The command as its users start it: from the packed package, in the folder of a project. */
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { startSimulator, type Simulator } from "../../simulator/src";
import { certify, type Certified } from "../support/certificates.ts";
import { start, type Run } from "../support/children.ts";
import { startConnectProxy, type ConnectProxy } from "../support/connect-proxy.ts";
import { installedProvider } from "../support/packed.ts";
import { startProxy, type Proxy } from "../support/proxy.ts";

jest.setTimeout(180_000);

const KEY = "simulated-api-key";
const HOST = "wix.invalid";

interface Finding {
  readonly check: string;
  readonly mark: string;
  readonly text: string;
  readonly wayOut?: string;
}

let root: string;
let project: string;
let command: string;
let path: string;
let simulator: Simulator;
let certified: Certified;
beforeAll(async () => {
  const installed = await installedProvider();
  root = await mkdtemp(join(tmpdir(), "pulumi-wix-doctor-"));
  [project, command] = [join(root, "project"), join(installed, "node_modules/pulumi-wix/bin/pulumi-wix.js")];
  await mkdir(project);
  await symlink(join(installed, "node_modules"), join(project, "node_modules"));
  await writeFile(join(project, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
  const engine = join(root, "bin", "pulumi");
  await mkdir(dirname(engine));
  await writeFile(engine, "#!/bin/sh\necho v3.250.0\n");
  await chmod(engine, 0o755);
  path = [dirname(process.execPath), dirname(engine), "/bin"].join(delimiter);
  certified = await certify(HOST);
  await writeFile(join(root, "ca.pem"), certified.ca);
});
afterAll(() => rm(root, { recursive: true, force: true }));

beforeEach(async () => {
  simulator = await startSimulator({ seed: 3 });
});
afterEach(() => simulator.close());

/** Without variables of the person who runs the tests. */
const doctor = (args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = project): Promise<Run> =>
  start(process.execPath, [command, "doctor", ...args], {
    cwd,
    env: {
      PATH: path,
      WIX_BASE_URL: simulator.url,
      WIX_API_KEY: KEY,
      WIX_ACCOUNT_ID: "00000000-0000-4000-8000-000000000001",
      ...env,
    },
  }).finished;

const findingsOf = ({ stdout }: Run): Finding[] => (JSON.parse(stdout) as { findings: Finding[] }).findings;
const found = (run: Run, check: string): Finding | undefined =>
  findingsOf(run).find(finding => finding.check === check);

describe("npx pulumi-wix doctor", () => {
  test("finds all in order, and changes nothing", async () => {
    const { now: _, ...before } = await simulator.control.state();
    const run = await doctor([
      "--json",
      "--needs",
      "sites,packages,dns,connected-domains,registered-domains",
    ]);
    expect(findingsOf(run).filter(({ mark }) => mark !== "ok")).toEqual([]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const { requests, edits } = await simulator.control.journal();
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.filter(({ method, path: at }) => method !== "GET" && !at.endsWith("/query"))).toEqual([]);
    expect(edits).toEqual([]);
    const { now: __, ...after } = await simulator.control.state();
    expect(after).toEqual(before);
    expect(await simulator.control.violations()).toEqual([]);
    expect(await simulator.control.warnings()).toEqual([]);
  });

  test("says each in a line, without colours into a pipe and without the key", async () => {
    const run = await doctor([]);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^ok {4}Node\.js +\d+\.\d+\.\d+ on PATH$/m);
    expect(run.stdout).toMatch(/^ok {4}scope dns +granted \(DnsZoneRecords, DnsSettings\)$/m);
    expect(run.stdout).toMatch(/\n\nall is well\n$/);
    expect(run.stdout).not.toContain("\u001b");
    expect(run.text).not.toContain(KEY);
  });

  test("a key that Wix does not know", async () => {
    const run = await doctor(["--json"], { WIX_API_KEY: "unknown-api-key" });
    expect(run.code).toBe(1);
    expect(found(run, "key")).toMatchObject({ mark: "fail", wayOut: expect.stringContaining("WIX_API_KEY") });
    expect(run.text).not.toContain("unknown-api-key");
  });

  test("a scope that is refused fails where it is needed alone", async () => {
    await simulator.control.changeSettings({ deniedPermissions: ["DOMAINS."] });
    await expect(doctor(["--needs", "packages"])).resolves.toMatchObject({ code: 0 });
    const run = await doctor(["--json", "--needs", "dns"]);
    expect(run.code).toBe(1);
    expect(found(run, "scope dns")).toMatchObject({
      mark: "fail",
      wayOut: expect.stringContaining("DOMAINS.READ_DNS_ZONES"),
    });
    expect(found(run, "scope connected-domains")?.mark).toBe("warn");
  });

  test("nothing set, nothing installed, no engine", async () => {
    const empty = join(root, "empty");
    await mkdir(empty, { recursive: true });
    await writeFile(join(empty, "Pulumi.yaml"), "name: empty\nruntime: nodejs\n");
    const without = { PATH: dirname(process.execPath), WIX_API_KEY: "", WIX_ACCOUNT_ID: "" };
    const run = await doctor(["--json"], without, empty);
    const failed = findingsOf(run).filter(({ mark }) => mark === "fail");
    expect(failed.map(({ check }) => check)).toEqual([
      "engine",
      "pulumi-wix",
      "@pulumi/pulumi",
      "key",
      "account",
    ]);
    expect(failed.every(({ wayOut }) => wayOut)).toBe(true);
    expect(run.code).toBe(1);
    expect(await simulator.control.journal()).toMatchObject({ requests: [] });
  });

  test("arguments that make no sense end with 2, and the help says so", async () => {
    await expect(doctor(["--needs", "everything"])).resolves.toMatchObject({ code: 2 });
    const help = await doctor(["--help"]);
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/Exit codes: 0 .* 1 .* 2 /);
  });
});

describe("behind a proxy that opens nothing but tunnels", () => {
  let front: Proxy;
  let proxy: ConnectProxy;
  beforeEach(async () => {
    front = await startProxy(simulator.url, certified);
    proxy = await startConnectProxy(front.url);
  });
  afterEach(async () => {
    await proxy.close();
    await front.close();
  });

  /** The host exists for the proxy alone. */
  const behind = (env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    WIX_BASE_URL: `https://${HOST}`,
    HTTPS_PROXY: proxy.url.replace("://", "://me:hunter2@"),
    NODE_EXTRA_CA_CERTS: join(root, "ca.pem"),
    ...env,
  });

  test("reaches Wix, with a CA that NODE_EXTRA_CA_CERTS names", async () => {
    const run = await doctor(["--json"], behind());
    expect(findingsOf(run).filter(({ mark }) => mark !== "ok")).toEqual([]);
    expect(found(run, "proxy")?.text).toBe(`${HOST} is called through ${proxy.url} (HTTPS_PROXY)`);
    expect(new Set(proxy.asked.map(({ host }) => host))).toEqual(new Set([`${HOST}:443`]));
    expect(run.text).not.toContain("hunter2");
  });

  test.each([
    ["without its CA", { NODE_EXTRA_CA_CERTS: "" }, /NODE_EXTRA_CA_CERTS=<file>/],
    [
      "by a variable that names none",
      { HTTPS_PROXY: "socks5://me:hunter2@proxy" },
      /no address of an HTTP proxy/,
    ],
  ])("%s it says what is missing", async (_, env, said) => {
    const run = await doctor([], behind(env));
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(said);
    expect(run.text).not.toContain("hunter2");
  });

  test("a proxy that refuses proves nothing about Wix", async () => {
    proxy.behave({ status: 403, page: "<html><title>Blocked by policy</title></html>" });
    const run = await doctor(["--json"], behind());
    expect(run.code).toBe(1);
    expect(found(run, "base URL")).toMatchObject({
      mark: "fail",
      text: expect.stringContaining(
        `the proxy ${proxy.url} (HTTPS_PROXY) refused the way to ${HOST}:443 (HTTP 403)`,
      ),
    });
    expect(findingsOf(run).filter(({ check }) => /key|account|scope/.test(check))).toEqual([]);
    expect(await simulator.control.journal()).toMatchObject({ requests: [] });
  });
});
