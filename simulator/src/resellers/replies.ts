import { type Answer, json } from "../http/answer";
import { type Call } from "../http/route";
import { packageAnswer } from "./answer";
import { type Package } from "./state";

type WritingCall = Pick<
  Call<unknown, unknown, { readonly idempotencyKey?: string | undefined } | undefined>,
  "world" | "caller" | "random" | "body"
>;

/**
 * Does the work and answers with the package; a key that this account sent for this operation before brings back the
 * first answer in place of the work.
 */
export function onceForEachKey(
  { world: { state }, caller, random, body }: WritingCall,
  operation: string,
  work: () => Package,
): Answer {
  const { replies } = state.resellers;
  const { accountId } = caller;
  const idempotencyKey = body?.idempotencyKey;
  const earlier = replies.find(
    reply =>
      reply.accountId === accountId &&
      reply.operation === operation &&
      reply.idempotencyKey === idempotencyKey,
  );
  if (earlier !== undefined && state.settings.idempotencyKey === "honoured") return json(200, earlier.answer);
  const answer = { idempotencyKey, package: packageAnswer(state, work(), random) };
  if (idempotencyKey !== undefined) replies.push({ accountId, operation, idempotencyKey, answer });
  return json(200, answer);
}
