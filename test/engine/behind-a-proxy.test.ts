/* What the engine hands on to the plugin process and to programs, where Wix is reached through a proxy alone. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { startSimulator, type Simulator } from "../../simulator/src";
import { certify } from "../support/certificates.ts";
import { startConnectProxy, type ConnectProxy } from "../support/connect-proxy.ts";
import { pluginFolder } from "../support/native-plugin.ts";
import { startProxy, type Proxy } from "../support/proxy.ts";
import { makeStack, type Stack } from "../support/stack";

jest.setTimeout(240_000);

const HOST = "wix.invalid";
const COMMAND = join(__dirname, "../../provider/bin/pulumi-wix.js");
const KEY = "simulated-api-key";

const javascript = `
  const wix = require("pulumi-wix");
  const native = require("pulumi-wix-native");
  for (const [hostName, { DnsZoneRecords }] of Object.entries({ dynamic: wix, native }))
    new DnsZoneRecords(hostName, {
      domainName: "example.com",
      records: [{ type: "TXT", hostName, values: ["through a tunnel"] }],
    });
  exports.known = wix.getDnsZone({ domainName: "example.org" }).then(zone => zone.domainName);`;

let simulator: Simulator;
let front: Proxy;
let proxy: ConnectProxy;
let stack: Stack;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pulumi-wix-ca-"));
  const certified = await certify(HOST);
  const ca = join(folder, "ca.pem");
  await writeFile(ca, certified.ca);
  simulator = await startSimulator({ seed: 5 });
  front = await startProxy(simulator.url, certified);
  proxy = await startConnectProxy(front.url);
  stack = await makeStack({
    program: { javascript, plugin: pluginFolder },
    config: { "wix:baseUrl": `https://${HOST}`, "wix:accountId": "00000000-0000-4000-8000-000000000001" },
    secrets: { "wix:apiKey": KEY, "test:other": "a secret of somebody else" },
    env: { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: ca },
  });
});
afterEach(async () => {
  await stack.dispose();
  await proxy.close();
  await front.close();
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});

test("program and plugin processes of both shells go through it, and the doctor by the stack's configuration too", async () => {
  const config = join(stack.folder, "Pulumi.test.yaml");
  const before = await readFile(config, "utf8");
  const doctor = await stack.node(COMMAND, "doctor", "--stack", "test", "--needs", "dns");
  expect(doctor.text).toMatch(/^ok {4}stack +the configuration of test was read$/m);
  expect(doctor.text).toMatch(new RegExp(`^ok {4}proxy +${HOST} is called through ${proxy.url}`, "m"));
  expect(doctor.text).toMatch(/^ok {4}scope dns /m);
  expect(doctor).toMatchObject({ code: 0 });
  expect(doctor.text).not.toContain(KEY);
  expect(await readFile(config, "utf8")).toBe(before);

  const up = await stack.up();
  expect(up).toMatchObject({ code: 0 });
  expect(up.text).toMatch(/known *: "example\.org"/);
  const { requests } = await simulator.control.journal();
  expect(requests.filter(({ method }) => method === "PATCH")).toHaveLength(2);
  expect(new Set(proxy.asked.map(({ host }) => host))).toEqual(new Set([`${HOST}:443`]));
});
