import { isWixError, type WixError } from "./errors";

/** The answer, or undefined where Wix's refusal proves that there is no such thing; any other failure stays one. */
export const unlessAbsent = async <Answer>(
  answer: Promise<Answer>,
  proves: (refusal: WixError) => boolean,
): Promise<Answer | undefined> => {
  try {
    return await answer;
  } catch (error) {
    if (isWixError(error) && proves(error)) return undefined;
    throw error;
  }
};

/** A path that does not exist proves nothing (docs/wix/lifecycles.md#reading-gone). */
const isOfTheThing = ({ status, message }: WixError): boolean =>
  status === 404 && !/controller mapped/i.test(message);

/** Codes of a 404 that speak of the credentials, not of the thing. */
const ABOUT_THE_CALLER = new Set([
  "USER_ID_NOT_FOUND",
  "TARGET_ACCOUNT_NOT_FOUND",
  "ACCOUNT_NOT_FOUND",
  "META_SITE_NOT_FOUND",
]);

/** There is no such thing, by the code that Wix has for it or by none. */
export const isNotFound = (refusal: WixError, code = "NOT_FOUND"): boolean =>
  isOfTheThing(refusal) && (refusal.code === undefined || refusal.code === code);

/** The same where Wix's code for it is not documented. */
export const isNotFoundByAnyCode = (refusal: WixError): boolean =>
  isOfTheThing(refusal) && !ABOUT_THE_CALLER.has(refusal.code ?? "");
