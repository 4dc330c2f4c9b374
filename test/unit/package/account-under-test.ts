import { afterAll, beforeAll, beforeEach, expect } from "@jest/globals";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import type { PackageInputs, PackageState } from "../../../provider/src/resources/package/types";
import type { SettingsChange } from "../../../simulator/src";
import { account, domain, freeSite, plan } from "./programs";
import {
  makeLaboratory,
  runOnce,
  type Program,
  type RobotLaboratory,
  type RunOptions,
  type Saved,
} from "./robot";

export type SavedPackage = Saved<PackageInputs, PackageState>;

/** A plan on a site and a domain product. */
export const two = (more: Program = {}): Program => ({
  externalId: "crm-4711",
  products: [plan(freeSite), domain()],
  ...more,
});

/** The laboratory of a file's tests, whose account every test finds as new, and in which no rule of Wix may be broken. */
export const laboratoryUnderTest = (): (() => RobotLaboratory) => {
  let laboratory: RobotLaboratory;
  const control = () => laboratory.simulator.control;
  beforeAll(() => {
    laboratory = makeLaboratory();
  });
  afterAll(async () => {
    expect(await control().violations()).toEqual([]);
    await laboratory.close();
  });
  beforeEach(async () => {
    await control().clearFaults();
    await control().loadState(account());
    await control().clearJournal();
    laboratory.said.length = 0;
  });
  return () => laboratory;
};

/** What happens to `Package` resources in one simulated account, which every test finds as new. */
export const packagesUnderTest = () => {
  const laboratory = laboratoryUnderTest();
  const control = () => laboratory().simulator.control;
  const context = (more: RunOptions = {}) => laboratory().context(more);

  /** A run in a process of its own, unless it is given one; without a program, `destroy`. */
  const run = (program: Program | undefined, saved?: SavedPackage, more: RunOptions = {}) =>
    runOnce(wixPackage, context(more), saved, program);

  const savedBy = async (running: ReturnType<typeof run>): Promise<SavedPackage> => {
    const outcome = await running;
    if (outcome.error !== undefined) throw outcome.error as Error;
    if (outcome.saved === undefined) throw new Error("nothing was saved");
    return outcome.saved;
  };

  return {
    control,
    context,
    run,
    said: () => laboratory().said,

    session: () => laboratory().session(),

    /** Lets time pass, here and at Wix. */
    pass: (ms: number) => laboratory().clock.sleep(ms),

    succeed: (program: Program, saved?: SavedPackage, more: RunOptions = {}) =>
      savedBy(run(program, saved, more)),

    /** A new generation in the place of an earlier one, as `up --replace` makes it: its check gets no olds. */
    replace: (program: Program, predecessor: SavedPackage, more: RunOptions = {}) =>
      runOnce(wixPackage, context(more), undefined, program, predecessor),

    savedBy,

    failure: async (program: Program | undefined, saved?: SavedPackage, more: RunOptions = {}) => {
      const outcome = await run(program, saved, more);
      if (!(outcome.error instanceof Error)) throw new Error("it succeeded");
      return { saved: outcome.saved, message: outcome.error.message };
    },

    read: (saved: SavedPackage) => wixPackage.read(context(), saved.id, saved.state),

    /** All that was sent to change something. */
    writes: async () => {
      const { requests } = await control().journal();
      return requests
        .filter(({ method, path }) => method !== "GET" && !path.endsWith("/query"))
        .map(({ method, path, body }) => ({ method, path, body }));
    },

    charges: async () => (await control().ledger()).length,

    /** The packages at Wix, but the one that the account begins with. */
    bought: async () => {
      const { resellers } = await control().state();
      return (resellers?.packages ?? []).filter(({ externalId }) => externalId !== "sample-plan");
    },

    settings: (change: SettingsChange) => control().changeSettings(change),

    /** What the next instance of a product becomes. */
    settleAs: (product: string, status: string, code?: string) =>
      control().edit("resellers", product, {
        of: "product",
        nextOutcomes: [{ status, ...(code !== undefined && { failure: { code, message: "told by Wix" } }) }],
      }),

    cancelOutside: async ({ state }: SavedPackage, ...which: number[]) => {
      for (const index of which)
        await control().edit("resellers", state.productInstanceIds[index] ?? "", {
          of: "instance",
          settle: { status: "CANCELED" },
        });
    },
  };
};

export const keyOf = ({ body }: { body: unknown }): string =>
  (body as { idempotencyKey: string }).idempotencyKey;
