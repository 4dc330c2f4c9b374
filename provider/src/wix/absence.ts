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

/**
 * A 404 of Wix's own about the thing itself. A proxy's page, a path that does not exist and the 404s that mean bad
 * credentials prove nothing (fact sheet lifecycles.md, "Reading gone").
 */
export const isNotFound = ({ status, enveloped, code, message }: WixError): boolean =>
  status === 404 &&
  enveloped &&
  (code === "NOT_FOUND" || (code === undefined && !/controller mapped/i.test(message)));
