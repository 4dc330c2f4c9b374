import { beforeEach } from "@jest/globals";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import {
  productInstanceAssignment,
  type AssignmentState,
} from "../../../provider/src/resources/product-instance-assignment/lifecycle";
import type { AssignmentInputs } from "../../../provider/src/resources/product-instance-assignment/schema";
import { laboratoryUnderTest } from "../package/account-under-test";
import { plan } from "../package/programs";
import { runOnce, type Program, type RunOptions, type Saved } from "../package/robot";

export type SavedAssignment = Saved<AssignmentInputs, AssignmentState>;

export const place = { type: "ProductInstanceAssignment", name: "place" };

/** What happens to the plan of a package, on no site at first, in one simulated account. */
export const assignmentsUnderTest = () => {
  const laboratory = laboratoryUnderTest();
  const control = () => laboratory().simulator.control;
  let instance = "";

  beforeEach(async () => {
    const floating = { externalId: "crm-4711", products: [plan(undefined)] };
    const { saved } = await runOnce(wixPackage, laboratory().context(), undefined, floating);
    instance = saved?.state.productInstanceIds[0] ?? "";
    await control().clearJournal();
  });

  const contextFor = ({ owner, ...more }: RunOptions = {}) =>
    laboratory().context({ ...more, owner: { ...place, ...owner } });

  const run = (program: Program | undefined, saved?: SavedAssignment, more: RunOptions = {}) =>
    runOnce(productInstanceAssignment, contextFor(more), saved, program);

  return {
    laboratory,
    control,
    contextFor,
    run,
    instance: () => instance,

    on: (siteId: string, more: Program = {}): Program => ({ productInstanceId: instance, siteId, ...more }),

    succeed: async (
      program: Program,
      saved?: SavedAssignment,
      more: RunOptions = {},
    ): Promise<SavedAssignment> => {
      const outcome = await run(program, saved, more);
      if (outcome.error !== undefined) throw outcome.error as Error;
      if (outcome.saved === undefined) throw new Error("nothing was saved");
      return outcome.saved;
    },

    failure: async (program: Program | undefined, saved?: SavedAssignment, more: RunOptions = {}) => {
      const outcome = await run(program, saved, more);
      if (!(outcome.error instanceof Error)) throw new Error("it succeeded");
      return { saved: outcome.saved, message: outcome.error.message };
    },

    read: (saved: SavedAssignment) => productInstanceAssignment.read(contextFor(), saved.id, saved.state),

    site: async (instanceId = instance): Promise<string | undefined> => {
      const { resellers } = await control().state();
      const all = (resellers?.packages ?? []).flatMap(({ productInstances }) => productInstances);
      return all.find(one => one.instanceId === instanceId)?.siteId;
    },

    moveOutside: (siteId: string | null) => control().edit("resellers", instance, { of: "instance", siteId }),

    /** The moves that were sent, by the end of their paths. */
    writes: async () =>
      (await control().journal()).requests
        .filter(({ method }) => method === "PATCH")
        .map(({ path }) => path.replace(/^.*product-instances\//, "").replace(instance, "instance")),
  };
};
