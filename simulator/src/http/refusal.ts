import { type ViolationKind } from "./violations";

export interface FieldViolation {
  /** JSON path of the field, such as `additions[3].type`. */
  readonly field: string;
  readonly description: string;
  readonly violatedRule: "CUSTOM" | "FORMAT" | "MAX" | "MIN" | "REQUIRED";
  /** Names the rule when `violatedRule` is `CUSTOM`. */
  readonly ruleName?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The body of every answer that refuses (Wix: "About Errors"). */
export interface ErrorEnvelope {
  readonly message: string;
  readonly details: {
    readonly applicationError?: {
      code: string;
      description: string;
      data: Readonly<Record<string, unknown>>;
    };
    readonly validationError?: { fieldViolations: readonly FieldViolation[] };
  };
}

export interface Breach {
  readonly kind: ViolationKind;
  readonly detail: string;
}

/** Thrown by whatever refuses a request; `breaches` are what a client should never have sent. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly envelope: ErrorEnvelope,
    readonly breaches: readonly Breach[] = [],
  ) {
    super(envelope.message);
  }
}

export function applicationError(
  status: number,
  code: string,
  description: string,
  ...breaches: Breach[]
): Refusal {
  return new Refusal(
    status,
    { message: description, details: { applicationError: { code, description, data: {} } } },
    breaches,
  );
}

/** 400 with one entry for each bad field. */
export function validationError(fieldViolations: readonly FieldViolation[], ...breaches: Breach[]): Refusal {
  const message = fieldViolations.map(({ field, description }) => `${field} ${description}`).join("; ");
  return new Refusal(400, { message, details: { validationError: { fieldViolations } } }, breaches);
}

/** 400 by a rule that has no code in Wix's tables. */
export function ruleError(field: string, ruleName: string, description: string): Refusal {
  return validationError([{ field, description, violatedRule: "CUSTOM", ruleName }]);
}
