import { hostileAnswers, type FaultAction } from "../../../../simulator/src";

/** A row of the simulator's table of bad answers, by its name. */
export const answer = (name: string, effect: "none" | "done"): FaultAction => {
  const action = hostileAnswers(effect)[name];
  if (action === undefined) throw new Error(`no answer is called ${name}`);
  return action;
};

/** Wix says no, in its own form. */
export const refusal = (status: number, code: string, description = code): FaultAction => ({
  kind: "status",
  status,
  body: { message: description, details: { applicationError: { code, description } } },
});

/** Of a key that may not do it. */
export const FORBIDDEN = refusal(403, "PERMISSION_DENIED");
