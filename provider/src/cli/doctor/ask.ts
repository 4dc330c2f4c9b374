import { present } from "../../core/present";
import type { Wix } from "../../wix/client";
import { isWixError } from "../../wix/errors";
import type { Reply, Transport } from "../../wix/transport";
import { ASKED, FAMILIES, type Family, type Known } from "./families";
import type { Times } from "./clock";

/** What came of a family's read. */
export type Outcome = { readonly kind: "allowed" } | { readonly kind: "failed"; readonly error: unknown };

/** By family; those that are missing were not asked for, since Wix had not answered before. */
export type Outcomes = ReadonlyMap<Family, Outcome>;

const isWixs = (reply: Reply): reply is Extract<Reply, { status: number }> =>
  reply.kind !== "lost" && (reply.headers["x-wix-request-id"] ?? "") !== "";

/** A transport that notes the times of the first answer that carries Wix's request id. */
export const noting = (
  transport: Transport,
  now: () => number,
): { transport: Transport; times: () => Times | undefined } => {
  let times: Times | undefined;
  return {
    transport: async exchange => {
      const sentAt = now();
      const reply = await transport(exchange);
      if (isWixs(reply)) times ??= { date: reply.headers.date, sentAt, receivedAt: now() };
      return reply;
    },
    times: () => times,
  };
};

const hasAnswered = (outcome: Outcome | undefined): boolean =>
  outcome?.kind === "allowed" || (outcome?.kind === "failed" && isWixError(outcome.error));

/**
 * Reads once for each family: the first alone, since where Wix does not answer it there is no use in asking on. Only reads
 * are sent.
 */
export const askWix = async (wix: Wix): Promise<Outcomes> => {
  const outcomes = new Map<Family, Outcome>();
  let known: Known = {};
  const ask = async (family: Family): Promise<void> => {
    try {
      const found = await wix.call(ASKED[family].call(known));
      known = { ...found, ...present(known) };
      outcomes.set(family, { kind: "allowed" });
    } catch (error) {
      outcomes.set(family, { kind: "failed", error });
    }
  };
  const [first, ...others] = FAMILIES;
  await ask(first);
  if (!hasAnswered(outcomes.get(first))) return outcomes;
  await Promise.all(others.filter(family => !ASKED[family].isLater).map(ask));
  await Promise.all(others.filter(family => ASKED[family].isLater).map(ask));
  return outcomes;
};
