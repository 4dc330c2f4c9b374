import type { Call } from "../../../provider/src/wix/call";
import type { Wix } from "../../../provider/src/wix/client";
import type { PackageInstance, WirePackage } from "../../../provider/src/wix/packages";
import type { RunOptions } from "./robot";

type Distortion = (seen: WirePackage) => WirePackage;

const isPackage = (answer: unknown): answer is WirePackage =>
  typeof answer === "object" && answer !== null && "productInstances" in answer;

/** A Wix that shows packages, wherever it shows one alone, otherwise than they are. */
export const showing = (distort: Distortion): RunOptions => ({
  intercept: (wix: Wix): Wix => ({
    ...wix,
    call: async <Answer>(call: Call<Answer>): Promise<Answer> => {
      const answer = await wix.call(call);
      return isPackage(answer) ? (distort(answer) as Answer) : answer;
    },
  }),
});

/** The same, for the instances of each package. */
export const showingInstances = (distort: (seen: PackageInstance) => PackageInstance): RunOptions =>
  showing(seen => ({ ...seen, productInstances: seen.productInstances.map(distort) }));
