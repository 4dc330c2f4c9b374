import { present } from "../../core/present";
import type { Wix } from "../../wix/client";
import { isWixError } from "../../wix/errors";
import type { Reply, Transport } from "../../wix/transport";
import { ASKED, FAMILIES, type Family, type Known } from "./families";
import type { Times } from "./clock";

/** What came of a family's read. */
export type Outcome =
  | { readonly kind: "allowed" }
  | { readonly kind: "failed"; readonly error: unknown }
  /** Nothing was sent: there is nothing to ask about, or Wix had not answered before. */
  | { readonly kind: "not-asked"; readonly lacks: keyof Known | "answer" };

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
 * Reads once for each family: the first alone, since where Wix does not answer it there is no use in asking on; those that
 * need a name last. Only reads are sent.
 */
export const askWix = async (wix: Wix): Promise<Outcomes> => {
  const outcomes = new Map<Family, Outcome>();
  let known: Known = {};
  const ask = async (family: Family): Promise<void> => {
    const { needs, call } = ASKED[family];
    if (needs !== undefined && known[needs] === undefined)
      return void outcomes.set(family, { kind: "not-asked", lacks: needs });
    try {
      const found = await wix.call(call(known));
      known = { ...found, ...present(known) };
      outcomes.set(family, { kind: "allowed" });
    } catch (error) {
      outcomes.set(family, { kind: "failed", error });
    }
  };
  const [first, ...others] = FAMILIES;
  await ask(first);
  if (!hasAnswered(outcomes.get(first))) {
    for (const family of others) outcomes.set(family, { kind: "not-asked", lacks: "answer" });
    return outcomes;
  }
  await Promise.all(others.filter(family => ASKED[family].needs === undefined).map(ask));
  await Promise.all(others.filter(family => ASKED[family].needs !== undefined).map(ask));
  return outcomes;
};
