import type * as z from "zod";
import type { Failure } from "../core/failure";
import { differenceOf, forbiddenChanges, type Fields } from "../core/fields";
import type { Claim, Thing } from "../core/ownership";
import { present } from "../core/present";
import type { Known, Partly } from "../core/unknown";
import { readInputs } from "./inputs";
import type { Environment, Lifecycle, Operation } from "./lifecycle";

type Shape = Record<string, z.ZodType>;

type Optional<Inputs> = {
  [Field in keyof Inputs as undefined extends Inputs[Field] ? Field : never]?: Exclude<
    Inputs[Field],
    undefined
  >;
};
type Required<Inputs> = {
  [Field in keyof Inputs as undefined extends Inputs[Field] ? never : Field]: Inputs[Field];
};
type Flat<Value> = { [Field in keyof Value]: Value[Field] };

/** The canonical inputs that a shape reads, all of them known. */
export type InputsOf<Of extends Shape> = Flat<
  Required<{ [Field in keyof Of]: Known<z.infer<Of[Field]>> }> &
    Optional<{ [Field in keyof Of]: Known<z.infer<Of[Field]>> }>
>;

/** What a shape alone cannot say of inputs. */
export interface Judged {
  /** Replace those that were read. */
  inputs?: Record<string, unknown>;
  failures?: readonly Failure[];
  /** What else has to be said, a line each. */
  lines?: readonly string[];
}

type Verbs<Inputs, State> = Pick<Lifecycle<Inputs, State>, "create" | "read" | "update" | "delete">;

export interface Parts<Inputs, State> extends Verbs<Inputs, State> {
  /** ms; what is not named has the time of `create`. */
  timeouts: Partial<Record<Operation, number>> & { create: number };
  /** Arguments that are secret whatever the program says of them: their content is repeated in no failure. */
  secret?: readonly string[];
  /** @default 1 */
  form?: number;
  revive?: Lifecycle<Inputs, State>["revive"];
  /** @default false */
  inherits?: boolean;
  /** Rules over several fields, defaults, canonical forms. Called with what could be read, failures or not. */
  judge?: (
    read: Partly<Inputs>,
    environment: Environment,
    olds: Inputs | undefined,
    failures: readonly Failure[],
  ) => Judged;
  claims?: (inputs: Partly<Inputs>, environment: Environment) => Claim[];
  holdings?: Lifecycle<Inputs, State>["holdings"];
  /** @default what the fields say */
  diff?: Lifecycle<Inputs, State>["diff"];
}

/**
 * Makes the lifecycle of a resource: its table of fields, the shape of each argument, and what it does.
 * @param shape a reader of each argument, in the order of the table
 */
export const resource = <Of extends Shape, State extends object>(
  fields: Fields<keyof Of & string>,
  shape: Of,
  parts: Parts<InputsOf<Of>, State>,
): Lifecycle<InputsOf<Of>, State> => {
  type Inputs = InputsOf<Of>;
  const { create, timeouts, form = 1, inherits = false, secret = [] } = parts;
  return {
    fields,
    secret,
    form,
    inherits,
    timeouts: { read: timeouts.create, update: timeouts.create, delete: timeouts.create, ...timeouts },
    check: (olds, news, environment) => {
      const read = readInputs(shape, news, secret);
      // The one place where what a schema has read is called by its name.
      const typed = read.inputs as unknown as Partly<Inputs>;
      const judged = parts.judge?.(typed, environment, olds, read.failures) ?? {};
      const inputs = { ...typed, ...judged.inputs };
      const failures = [...read.failures, ...(judged.failures ?? [])];
      if (olds !== undefined && failures.length === 0)
        failures.push(...forbiddenChanges(fields, olds, inputs));
      return {
        inputs: present(inputs) as unknown as Partly<Inputs>,
        failures,
        lines: judged.lines ?? [],
        claims: parts.claims?.(inputs, environment) ?? [],
      };
    },
    diff: parts.diff ?? ((olds, news) => differenceOf(fields, olds, news)),
    holdings: parts.holdings ?? ((): Thing[] => []),
    revive: parts.revive ?? (state => state),
    create,
    read: parts.read,
    update: parts.update,
    delete: parts.delete,
  };
};
