import * as pulumi from "../program/pulumi";
import { withoutStack } from "../program/plain-errors";
import { warnOfSettings } from "../program/settings";
import type { Wix } from "../wix/client";
import type { LookupName } from "./table";

/** The arguments of a lookup's Output form. */
export type InputsOf<Args> = { [Field in keyof Args]: pulumi.Input<Args[Field]> };

/** A lookup by the connection of the program itself, which is loaded with it. */
export const ofProgram =
  <Args extends unknown[], Result>(
    name: LookupName,
    load: () => Promise<(wix: Wix, ...args: Args) => Promise<Result>>,
  ) =>
  async (...args: Args): Promise<Result> => {
    warnOfSettings();
    try {
      const [lookup, { programConnection }] = await Promise.all([load(), import("./connection.js")]);
      return await lookup(programConnection(), ...args);
    } catch (error) {
      throw withoutStack(error, name);
    }
  };

/** The same lookup for arguments that may be Outputs; made once they are known, so not in every preview. */
export const withOutputs =
  <Args extends unknown[], Result>(lookup: (...args: Args) => Promise<Result>) =>
  (...args: { [Index in keyof Args]: InputsOf<Args[Index]> }): pulumi.Output<Result> =>
    pulumi.output(args).apply(known => lookup(...(known as unknown as Args)));
