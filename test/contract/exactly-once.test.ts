import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { wixPackage } from "../../provider/src/resources/package/lifecycle";
import type { PackageInputs, PackageState } from "../../provider/src/resources/package/types";
import type { FaultAction } from "../../simulator/src";
import { environment } from "../support/world";
import { account, businessPlan, domain, freeSite, plan, secondSite, yearly } from "../unit/package/programs";
import {
  makeLaboratory,
  robot,
  runOnce,
  runWith,
  type Mishap,
  type Program,
  type RobotLaboratory,
  type Saved,
} from "../unit/package/robot";

jest.setTimeout(240_000);

const fault = (action: FaultAction): Mishap => ({ kind: "fault", action });

/** For a request that only looks. */
const READ_MISHAPS: Record<string, Mishap> = {
  "killed there": { kind: "killed", when: "after" },
  "answer dropped": fault({ kind: "drop", when: "after" }),
  "503": fault({ kind: "status", status: 503, applied: false }),
};

/** For a request that changes something. */
const WRITE_MISHAPS: Record<string, Mishap> = {
  "killed, and it still arrives": { kind: "killed", when: "before" },
  "killed, and it never arrives": { kind: "killed", when: "lost" },
  "killed when it was done": { kind: "killed", when: "after" },
  "dropped before": fault({ kind: "drop", when: "before" }),
  "dropped after": fault({ kind: "drop", when: "after" }),
  "done late": { kind: "late", ms: 5_000 },
  "500, not done": fault({ kind: "status", status: 500, applied: false }),
  "500, done": fault({ kind: "status", status: 500, applied: true }),
  "503, not done": fault({ kind: "status", status: 503, applied: false }),
  "503, done": fault({ kind: "status", status: 503, applied: true }),
  "a page of HTML, done": fault({ kind: "html", status: 502, applied: true }),
  truncated: fault({ kind: "truncate" }),
  "429": fault({ kind: "throttle" }),
};

const two = (more: Program = {}): Program => ({
  externalId: "crm-4711",
  onDestroy: "cancel",
  products: [plan(freeSite), domain()],
  ...more,
});
const exchangeable = (first: string, second: string): Program => ({
  externalId: "crm-4711",
  products: [plan(first), plan(second, { catalogProductId: businessPlan })],
});

interface Scenario {
  /** What stands before; absent: nothing. */
  before?: Program;
  /** Absent: destroy. */
  program?: Program;
  /** Charges in all, those of `before` among them. */
  charges: number;
}

const SCENARIOS: Record<string, Scenario> = {
  create: { program: two(), charges: 2 },
  // Nothing at Wix forbids to buy these twice.
  "create, of products that are on no site": {
    program: { externalId: "crm-4711", products: [plan(undefined), domain(), domain()] },
    charges: 3,
  },
  "another external id": { before: two(), program: two({ externalId: "crm-4712" }), charges: 2 },
  "another product": {
    before: two(),
    program: two({ products: [plan(freeSite, { catalogProductId: businessPlan }), domain()] }),
    charges: 3,
  },
  "another cycle": {
    before: two(),
    program: two({ products: [plan(freeSite), domain({ billingInfo: yearly(2) })] }),
    charges: 3,
  },
  "another site": { before: two(), program: two({ products: [plan(secondSite), domain()] }), charges: 2 },
  "two plans that exchange their sites": {
    before: exchangeable(freeSite, secondSite),
    program: exchangeable(secondSite, freeSite),
    charges: 2,
  },
  "a product taken out": { before: two(), program: two({ products: [plan(freeSite)] }), charges: 2 },
  "everything that can change": {
    before: two(),
    program: two({
      externalId: "crm-4712",
      products: [domain({ billingInfo: yearly(3) }), plan(secondSite, { catalogProductId: businessPlan })],
    }),
    charges: 4,
  },
  destroy: { before: two(), charges: 2 },
};

const WORLDS = [
  { idempotencyKey: "honoured", queryLagMs: 0 },
  { idempotencyKey: "honoured", queryLagMs: 10_000 },
  { idempotencyKey: "ignored", queryLagMs: 0 },
  { idempotencyKey: "ignored", queryLagMs: 10_000 },
  { idempotencyKey: "honoured", queryLagMs: 60_000 },
  { idempotencyKey: "ignored", queryLagMs: 60_000 },
] as const;

type WorldSettings = (typeof WORLDS)[number];

/**
 * What cannot be promised: a run that is killed before it can look for the purchase, while Wix ignores the key and its
 * index is behind by more than the next run's looks before it buys (7 to 10 poll intervals).
 */
const isPromised = ({ idempotencyKey, queryLagMs }: WorldSettings, mishap: Mishap): boolean =>
  idempotencyKey === "honoured" || queryLagMs <= 10_000 || mishap.kind !== "killed";

type SavedPackage = Saved<PackageInputs, PackageState>;

let laboratory: RobotLaboratory;
let points = 0;
beforeAll(() => {
  // Pauses have a random part; the requests of a run have to come in the same order each time.
  jest.spyOn(Math, "random").mockReturnValue(0.5);
  laboratory = makeLaboratory();
});
afterAll(async () => {
  await laboratory.close();
  console.log(`exactly once: ${points} points`);
});

/** The packages at Wix, without what differs from run to run. */
const packages = async () => {
  const { resellers } = await laboratory.simulator.control.state();
  return (resellers?.packages ?? [])
    .filter(({ externalId }) => externalId !== "sample-plan")
    .map(({ externalId, productInstances }) => ({
      externalId,
      instances: productInstances.map(({ catalogProductId, siteId, status, billingInfo }) => ({
        catalogProductId,
        siteId,
        status,
        billingInfo,
      })),
    }));
};

const succeed = async (
  program: Program | undefined,
  saved?: SavedPackage,
): Promise<SavedPackage | undefined> => {
  const outcome = await runOnce(wixPackage, laboratory.context(), saved, program);
  if (outcome.error !== undefined) throw outcome.error as Error;
  return outcome.saved;
};

describe.each(WORLDS)(
  "with the idempotency key $idempotencyKey and an index $queryLagMs ms behind",
  world => {
    test.each(Object.entries(SCENARIOS))(
      "%s: charged once, whatever befalls any request",
      async (_name, scenario) => {
        const { control } = laboratory.simulator;
        await control.loadState({ ...account(), settings: world });
        const standing = scenario.before && (await succeed(scenario.before));
        await control.advanceClock(world.queryLagMs + 1);
        const start = await control.state();
        const begin = async (): Promise<void> => {
          await control.loadState(start);
          await control.clearJournal();
        };

        await begin();
        await succeed(scenario.program, standing);
        const undisturbed = await packages();
        expect(await control.ledger()).toHaveLength(scenario.charges);
        const { requests } = await control.journal();

        for (const [index, { method, path }] of requests.entries()) {
          const isRead = method === "GET" || path.endsWith("/query");
          for (const [what, mishap] of Object.entries(isRead ? READ_MISHAPS : WRITE_MISHAPS)) {
            if (!isPromised(world, mishap)) continue;
            points++;
            await begin();
            const first = await runWith(laboratory, wixPackage, standing, scenario.program, {
              mishap,
              nth: index + 1,
            });
            const at = `${what} at request ${index + 1}, ${method} ${path}`;
            expect({ at, met: first.met }).toEqual({ at, met: true });
            const finished = await robot(laboratory, wixPackage, first, scenario.program).catch(
              (error: unknown) => {
                throw new Error(at, { cause: error });
              },
            );
            expect({ at, charges: (await control.ledger()).length }).toEqual({
              at,
              charges: scenario.charges,
            });
            expect({ at, packages: await packages() }).toEqual({ at, packages: undisturbed });
            await expectSilence(at, finished.saved, scenario.program);
          }
        }
      },
    );
  },
);

/** The state is what Wix shows, and another run has nothing to do. */
const expectSilence = async (
  at: string,
  saved: SavedPackage | undefined,
  program: Program | undefined,
): Promise<void> => {
  if (program === undefined || saved === undefined) return;
  const found = await wixPackage.read(laboratory.context(), saved.id, saved.state);
  expect({ at, found }).toEqual({ at, found: { inputs: saved.inputs, state: saved.state } });
  const { inputs } = wixPackage.check(saved.inputs, program, environment({ type: "Package", name: "plan" }));
  expect({ at, ...wixPackage.diff(saved.state, inputs) }).toEqual({ at, changes: false });
};
