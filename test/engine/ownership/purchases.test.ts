import { expect } from "@jest/globals";
import { setTimeout as pause } from "node:timers/promises";
import type { FaultRule } from "../../../simulator/src/http/fault-rule";
import type { Run } from "../../support/children";
import { brisk, livesOnce, onePlan } from "../../support/package-scene";
import {
  chargesOf,
  fails,
  isSilent,
  packagesOf,
  program,
  saved,
  scenarios,
  succeeds,
  wixPackage,
  type Scenario,
  type Scene,
} from "../../support/scene";
import { businessPlan, corePlan, plan, yearly } from "../../unit/package/programs";

type FaultAction = FaultRule["action"];

const PACKAGE = "/resellers/v1/packages/{id}";
const PURCHASE = { method: "POST", route: "/resellers/v2/packages" } as const;

/** Longer than any run looks. */
const LAG = 600_000;

const looksSincePurchase = async ({ simulator }: Scene): Promise<number> => {
  const { requests } = await simulator.control.journal();
  const purchase = requests.findIndex(({ route }) => route === PURCHASE.route);
  return purchase < 0 ? 0 : requests.slice(purchase).filter(({ path }) => path.endsWith("/query")).length;
};

/** Runs `up`; the index catches up while the run looks for its purchase, and not at all if it ends without. */
const upWithLateIndex = async (scene: Scene): Promise<Run> => {
  const { stack, simulator } = scene;
  const ended = new AbortController();
  const run = stack.up().finally(() => ended.abort());
  while (!ended.signal.aborted && (await looksSincePurchase(scene)) < 3) await pause(100);
  if (!ended.signal.aborted) await simulator.control.advanceClock(LAG);
  return run;
};

/** A purchase whose answer is not Wix's refusal, while nothing else helps: the key is ignored, the index is behind. */
const inDoubt = (action: FaultAction): Scenario => ({
  account: brisk({ idempotencyKey: "ignored", queryLagMs: LAG }),
  async play(scene) {
    const { stack, simulator } = scene;
    await simulator.control.addFault({ ...PURCHASE, action });
    await stack.replaceProgram(program(onePlan("plan")));
    const first = await upWithLateIndex(scene);
    if (first.code !== 0) await stack.up();
    await livesOnce(scene);
    expect(first).toMatchObject({ code: 0 });
    await isSilent(stack);
  },
});

const applied = (status: number, body?: Record<string, unknown>): FaultAction => ({
  kind: "status",
  status,
  applied: true,
  ...(body !== undefined && { body }),
});

scenarios({
  "a purchase answered by 404 of a gateway is bought once": inDoubt(
    applied(404, { message: "no Route matched with those values" }),
  ),
  "a purchase answered by 408 is bought once": inDoubt(applied(408)),
  "a purchase answered by 499 is bought once": inDoubt(applied(499)),
  "a purchase answered by 520 is bought once": inDoubt(applied(520)),
  "a purchase answered by 524 is bought once": inDoubt(applied(524)),
  "a purchase answered by a page with 200 is bought once": inDoubt({
    kind: "html",
    status: 200,
    applied: true,
  }),

  "an index that names a package whose read says not found stops the purchase": {
    account: brisk(),
    async play(scene) {
      const { stack, simulator } = scene;
      const products = [
        plan(undefined, { catalogProductId: businessPlan, countryCode: "US", billingInfo: yearly() }),
      ];
      const declared = { externalId: "sample-plan", products };
      await stack.replaceProgram(
        program(wixPackage("plan", declared, '{ customTimeouts: { create: "20s", update: "20s" } }')),
      );
      await simulator.control.addFault({
        method: "GET",
        route: PACKAGE,
        times: "unlimited",
        action: { kind: "status", status: 404, code: "PACKAGE_NOT_FOUND" },
      });
      expect(await fails(stack.up())).toContain("sample-plan");
      expect(await chargesOf(scene)).toBe(0);
      await simulator.control.clearFaults();
      await succeeds(stack.up());
      expect(await chargesOf(scene)).toBe(0);
      expect((await saved(stack)).map(({ id }) => id)).toEqual(["30000000-0000-4000-8000-000000000001"]);
    },
  },

  "a bought package that Wix shows differently is saved with its id, and taken up by the next run": {
    account: brisk({ settleMs: 0 }),
    async play(scene) {
      const { stack, simulator } = scene;
      const { id } = await simulator.control.addFault({
        ...PURCHASE,
        action: { kind: "hold", when: "after" },
      });
      await stack.replaceProgram(program(onePlan("plan")));
      const run = stack.up();
      await simulator.control.untilHeld(id);
      const [made] = await packagesOf(scene);
      const instanceId = made?.productInstances[0]?.instanceId ?? "";
      const shows = (catalogProductId: string) =>
        simulator.control.edit("resellers", instanceId, { of: "instance", catalogProductId });
      await shows(businessPlan);
      await simulator.control.clearFaults();
      const { text } = await run;
      expect(text).not.toContain("nothing was bought");
      expect((await saved(stack)).map(({ id }) => id)).toEqual([made?.id]);
      await shows(corePlan);
      await succeeds(stack.up("--refresh"));
      await livesOnce(scene);
      await isSilent(stack);
    },
  },
});
