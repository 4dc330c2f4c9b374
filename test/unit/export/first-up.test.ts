/* What was there when an account was exported may be gone by the first `up`: read-only, that makes and buys nothing. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openSession } from "../../../provider/src/lifecycle/session";
import { connectedDomain } from "../../../provider/src/resources/connected-domain/lifecycle";
import { dnsZoneRecords } from "../../../provider/src/resources/dns-zone-records/lifecycle";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import { InitFailed, type Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import { connectWix } from "../../../provider/src/wix/client";
import { isConfigurationError } from "../../../provider/src/wix/errors";
import { readOnly } from "../../../provider/src/wix/read-only";
import { contextOn, during, makeWorld, transportTo, up, type World } from "../../support/world";
import { plan } from "../package/programs";

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

const refused = async <Inputs extends object, State extends object>(
  lifecycle: Lifecycle<Inputs, State>,
  type: string,
  args: Record<string, unknown>,
): Promise<void> => {
  const { clock, simulator } = world;
  const { settings } = world.connect();
  const transport = readOnly(transportTo(simulator));
  const session = openSession({ clock, connect: () => connectWix({ settings, transport, clock }) });
  const ctx = during(contextOn(session, { owner: { type, name: "gone" } }), lifecycle, "create");
  const { now: _before, ...before } = await simulator.control.state();
  const { error } = await up(lifecycle, ctx, undefined, args);
  // Records are saved as half-made, as after any write that failed: the next run looks again.
  expect(isConfigurationError(error instanceof InitFailed ? error.cause : error)).toBe(true);
  const { now: _after, ...after } = await simulator.control.state();
  expect(after).toEqual(before);
};

test("a package is not bought", async () => {
  await refused(wixPackage, "Package", { externalId: "gone", products: [plan(undefined)] });
  expect(await world.simulator.control.ledger()).toEqual([]);
});

test("a domain is not connected", () =>
  refused(connectedDomain, "ConnectedDomain", { domain: "bakery.example", connectionType: "NAMESERVERS" }));

test("records are not written", () =>
  refused(dnsZoneRecords, "DnsZoneRecords", {
    domainName: "example.com",
    records: [{ type: "MX", hostName: "@", values: ["10 mx.example.net"] }],
  }));
