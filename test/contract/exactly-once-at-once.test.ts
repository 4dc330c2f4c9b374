import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { wixPackage } from "../../provider/src/resources/package/lifecycle";
import { account, domain, plan } from "../unit/package/programs";
import { makeLaboratory, runOnce, type RobotLaboratory } from "../unit/package/robot";

/*
 * Two pipelines run the same program at once, each with a state of its own and no lock between them: the first stops at
 * one of its requests, the second runs from its beginning to its end, then the first goes on.
 */

const program = { externalId: "crm-4711", products: [plan(undefined), domain()] };

let laboratory: RobotLaboratory;
beforeAll(() => {
  // Pauses have a random part; the requests of a run have to come in the same order each time.
  jest.spyOn(Math, "random").mockReturnValue(0.5);
  laboratory = makeLaboratory();
});
afterAll(() => laboratory.close());

const run = () => runOnce(wixPackage, laboratory.context(), undefined, program);

const atOnce = async (nth: number, when: "before" | "after") => {
  const { control } = laboratory.simulator;
  const { id } = await control.addFault({ nth, action: { kind: "hold", when } });
  const first = run();
  const held = control.untilHeld(id);
  held.catch(() => undefined);
  await Promise.race([held, first]);
  const second = await run();
  await control.release(id);
  const outcomes = [await first, second];
  await control.clearFaults();
  return outcomes;
};

const purchases = async (): Promise<number> => {
  const { requests } = await laboratory.simulator.control.journal();
  return requests.findIndex(({ path }) => path === "/resellers/v2/packages") + 1;
};

/** Each request of an undisturbed run, before and after its work, and which of them is the purchase. */
const moments = async () => {
  const { control } = laboratory.simulator;
  const start = await control.state();
  await control.clearJournal();
  await run();
  const purchase = await purchases();
  const { requests } = await control.journal();
  const all = requests.flatMap((_, index) =>
    (["before", "after"] as const).map(when => ({ nth: index + 1, when })),
  );
  return { start, purchase, all };
};

describe("two runs of one program at once", () => {
  test("are charged once, where Wix heeds the idempotency key", async () => {
    const { control } = laboratory.simulator;
    await control.loadState({ ...account(), settings: { idempotencyKey: "honoured" } });
    const { start, all } = await moments();
    for (const { nth, when } of all) {
      await control.loadState(start);
      const [first, second] = await atOnce(nth, when);
      const at = `${when} the work of request ${nth}`;
      expect({ at, charges: (await control.ledger()).length }).toEqual({ at, charges: 2 });
      expect({ at, errors: [first?.error, second?.error] }).toEqual({ at, errors: [undefined, undefined] });
      expect(first?.saved?.id).toBe(second?.saved?.id);
    }
  });

  test("are charged once, where Wix ignores it, unless one buys between the other's last look and its purchase, which both packages' ids then tell", async () => {
    const { control } = laboratory.simulator;
    await control.loadState({ ...account(), settings: { idempotencyKey: "ignored" } });
    const { start, purchase, all } = await moments();
    for (const { nth, when } of all) {
      await control.loadState(start);
      const [first, second] = await atOnce(nth, when);
      const at = `${when} the work of request ${nth}`;
      const tooLate = (nth === purchase - 1 && when === "after") || (nth === purchase && when === "before");
      expect({ at, charges: (await control.ledger()).length }).toEqual({ at, charges: tooLate ? 4 : 2 });
      if (!tooLate)
        expect({ at, errors: [first?.error, second?.error] }).toEqual({ at, errors: [undefined, undefined] });
      else expect((first?.error as Error).message).toContain(second?.saved?.id);
    }
  });
});
