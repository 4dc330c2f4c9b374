import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { sharedFolder } from "../../provider/src/connection/shared-file";
import { secret, type NativePlugin } from "../support/native-plugin.ts";
import { made, makeNativeAccount, resource, type NativeAccount } from "./native-account.ts";
import { withForeignMail } from "../support/zone-scene.ts";

jest.setTimeout(60_000);

let account: NativeAccount;
/** Two provider instances of one run. */
let one: NativePlugin;
let other: NativePlugin;
beforeEach(async () => {
  account = await makeNativeAccount(withForeignMail());
  one = await account.newProcess();
  other = await account.newProcess({ apiKey: "simulated-api-key" }, one);
});
afterEach(async () => {
  const violations = await account.simulator.control.violations();
  await account.close();
  expect(violations).toEqual([]);
});

const TOKEN = "10 s3cr3t.example.net";
const mail = (...values: readonly unknown[]) => ({
  domainName: "example.com",
  existing: "replace",
  records: [{ type: "MX", hostName: "@", values }],
});
const plan = {
  onDestroy: "cancel",
  products: [
    {
      catalogProductId: "10000000-0000-4000-8000-000000000001",
      countryCode: "DE",
      billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } },
    },
  ],
};
const OURS = "10 mx1.example.net";
const mailOf = () => account.values("MX", "example.com");

describe("two provider instances of one run", () => {
  test("do not both declare a set: the second is refused before it is made", async () => {
    await resource(one, "DnsZoneRecords", "one").check(mail(OURS));
    const { failures } = await resource(other, "DnsZoneRecords", "two").check(mail("20 mx2.example.net"));
    expect(failures.map(({ reason }) => reason)).toContainEqual(
      'records["MX example.com"]: MX example.com in the zone example.com is declared by DnsZoneRecords "one" as well; declare it in one place.',
    );
  });

  test("take nothing away that the other declares, and print what it cannot learn", async () => {
    const ended = await made(resource(one, "DnsZoneRecords", "one"), mail(OURS));
    const after = await account.newProcess();
    const beside = await account.newProcess({}, after);
    await made(resource(beside, "DnsZoneRecords", "two"), mail(OURS));
    await resource(after, "DnsZoneRecords", "one").delete(ended);
    expect(await mailOf()).toEqual([OURS]);
    const said = after.lines.map(({ message }) => message).join("\n");
    expect(said).toContain(
      '{ type: "MX", hostName: "example.com", values: ["5 old.example.net"], ttl: 1800 }',
    );
  });

  test("leave alone what has gone over to the other, whose generation is declared", async () => {
    const bought = await made(resource(one, "Package", "plan"), plan);
    const after = await account.newProcess();
    await resource(await account.newProcess({}, after), "Package", "plan").check(plan, bought.inputs);
    await resource(after, "Package", "plan").delete(bought);
    expect(after.lines.at(-1)?.message).toContain("is not cancelled");
    const { resellers } = await account.simulator.control.state();
    const statuses = resellers?.packages?.find(({ id }) => id === bought.id)?.productInstances;
    expect(statuses?.map(({ status }) => status)).toEqual(["ENABLED"]);
  });

  test("do not count who is gone", async () => {
    const ended = await made(resource(one, "DnsZoneRecords", "one"), mail(OURS));
    const after = await account.newProcess();
    const gone = await account.newProcess({}, after);
    await resource(gone, "DnsZoneRecords", "two").check(mail(OURS));
    await gone.kill();
    await resource(after, "DnsZoneRecords", "one").delete(ended);
    expect(await mailOf()).toEqual(["5 old.example.net"]);
  });

  test("tell each other no content", async () => {
    await resource(one, "DnsZoneRecords", "one").check(mail(secret(TOKEN)));
    const told = readdirSync(sharedFolder())
      .filter(name => name.startsWith("run-"))
      .map(name => readFileSync(join(sharedFolder(), name), "utf8"));
    expect(told.join("\n")).toContain('"name":"one"');
    expect(told.join("\n")).not.toContain("s3cr3t");
  });
});
