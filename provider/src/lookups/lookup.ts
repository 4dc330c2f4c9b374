import * as pulumi from "@pulumi/pulumi";

/** The arguments of a lookup's Output form. */
export type InputsOf<Args> = { [Field in keyof Args]: pulumi.Input<Args[Field]> };

/** A lookup whose code is loaded when it is called for the first time: most programs call none. */
export const loaded =
  <Args extends unknown[], Result>(load: () => Promise<(...args: Args) => Promise<Result>>) =>
  async (...args: Args): Promise<Result> =>
    (await load())(...args);

/** The same lookup for arguments that may be Outputs; made once they are known, so not in every preview. */
export const withOutputs =
  <Args extends object, Result>(lookup: (args: Args) => Promise<Result>) =>
  (args: InputsOf<Args>): pulumi.Output<Result> =>
    pulumi.output(args).apply(known => lookup(known as Args));
