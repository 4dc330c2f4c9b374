import { z } from "zod";

/** What Wix leaves open about packages, or does now one way and now another. */
export const resellerSettings = {
  /** Milliseconds from `PENDING` to what an instance settles as. */
  settleMs: z.int().nonnegative().default(1000),
  /** Milliseconds for which Query Packages does not yet show a change. */
  queryLagMs: z.int().nonnegative().default(0),
  /** Whether a repeated `idempotencyKey` is answered as the first time, or the work is done again. */
  idempotencyKey: z.enum(["honoured", "ignored"]).default("honoured"),
  /** In which order answers hold the instances of a package. */
  instanceOrder: z.enum(["as-sent", "shuffled"]).default("as-sent"),
  /** What the answer to a cancel says; `PENDING` settles later. Published samples show both. */
  cancelAnswers: z.enum(["PENDING", "CANCELED"]).default("PENDING"),
  /** How Get and Query call `billingInfo`: samples of 2021 say `paymentInfo`. */
  billingField: z.enum(["billingInfo", "paymentInfo"]).default("billingInfo"),
  /** Where a move that is refused leaves the instance: Wix documents both. */
  refusedMove: z.enum(["stays", "floats"]).default("stays"),
  /** The most packages on one page of Query Packages, whatever limit is asked for. */
  packagesPerPage: z.int().min(1).max(100).default(100),
};
