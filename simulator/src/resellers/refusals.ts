import { applicationError, type Refusal } from "../http/refusal";

/** Wix answers 428 wherever the state of the account is in the way (resellers.md, "Errors of Create"). */
export function failedPrecondition(code: string, description: string): Refusal {
  return applicationError(428, code, description);
}
