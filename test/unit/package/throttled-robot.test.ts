import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import { account, plan } from "./programs";
import { makeLaboratory, runOnce, type RobotLaboratory } from "./robot";

const MINUTE = 60_000;

let laboratory: RobotLaboratory;
beforeAll(() => {
  laboratory = makeLaboratory();
});
afterAll(() => laboratory.close());

test("a robot that is throttled for ten minutes asks once in each round, and buys once when it is over", async () => {
  const { clock, simulator } = laboratory;
  const { control } = simulator;
  await control.loadState(account());
  await control.addFault({ times: "unlimited", action: { kind: "throttle", retryAfterSeconds: 600 } });
  const program = { externalId: "crm-4711", products: [plan(undefined)] };
  const run = () => runOnce(wixPackage, laboratory.context(), undefined, program);

  const began = clock.now();
  let rounds = 0;
  for (; clock.now() - began < 10 * MINUTE; rounds++) {
    const { saved, error } = await run();
    expect(saved).toBeUndefined();
    expect(String(error)).toMatch(/Wix throttles this account/);
    await clock.sleep(MINUTE);
  }
  const { requests } = await control.journal();
  expect(requests.map(({ path }) => path)).toEqual(Array(rounds).fill("/resellers/v1/packages/query"));

  await control.clearFaults();
  expect(await run()).toMatchObject({ saved: expect.anything() as unknown });
  expect(await control.ledger()).toHaveLength(1);
});
