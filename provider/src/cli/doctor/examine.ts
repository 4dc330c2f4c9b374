/* Looks at everything there is to look at, and changes nothing. */
import { isConfigurationError } from "../../wix/errors";
import type { Surroundings } from "../command";
import { examineMachine } from "./examine-machine";
import { examineWix } from "./examine-wix";
import type { Family } from "./families";
import { fail, linesOf, ok, type Finding } from "./finding";
import { readSettings } from "./settings";

export interface Wanted {
  /** Whose configuration is read beside the environment. */
  readonly stack?: string | undefined;
  /** Families whose refusal is a failure. */
  readonly needed: readonly Family[];
}

/** @param packageFolder where the package.json of the command's own package is */
export const examine = async (
  { stack, needed }: Wanted,
  around: Surroundings,
  packageFolder: string,
): Promise<Finding[]> => {
  const machine = await examineMachine(around, packageFolder);
  try {
    const settings = await readSettings(stack, around);
    const source = stack === undefined ? [] : [ok("stack", `the configuration of ${stack} was read`)];
    return [...machine, ...source, ...(await examineWix(settings, needed, around.env))];
  } catch (error) {
    if (!isConfigurationError(error)) throw error;
    const wayOut =
      "Check the name, the backend (`pulumi whoami -v`) and the login or passphrase that decrypts it.";
    return [...machine, fail("stack", linesOf(error).text, wayOut)];
  }
};
