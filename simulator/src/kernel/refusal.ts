/**
 * What no correct client sends.
 * `simulator-failure` is a fault of the simulator itself, kept here so that no test overlooks it.
 */
export type ViolationKind =
  | "authorization-scheme"
  | "invalid-field"
  | "limit-exceeded"
  | "malformed-json"
  | "missing-header"
  | "simulator-failure"
  | "unexpected-header"
  | "unknown-field"
  | "unknown-route";

/** What no correct client sends, in a request. */
export interface Violation {
  /** Which rule it breaks. */
  readonly kind: ViolationKind;
  /** The request's number in the journal. */
  readonly sequence: number;
  /** In a sentence. */
  readonly detail: string;
}

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
interface ErrorEnvelope {
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

export const applicationError = (
  status: number,
  code: string,
  description: string,
  ...breaches: Breach[]
): Refusal =>
  new Refusal(
    status,
    { message: description, details: { applicationError: { code, description, data: {} } } },
    breaches,
  );

/** 400 with one entry for each bad field. */
export const validationError = (
  fieldViolations: readonly FieldViolation[],
  ...breaches: Breach[]
): Refusal => {
  const message = fieldViolations.map(({ field, description }) => `${field} ${description}`).join("; ");
  return new Refusal(400, { message, details: { validationError: { fieldViolations } } }, breaches);
};

/** 400 by a rule that has no code in Wix's tables. */
export const ruleError = (field: string, ruleName: string, description: string): Refusal =>
  validationError([{ field, description, violatedRule: "CUSTOM", ruleName }]);

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const json = (
  status: number,
  value: object,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { "content-type": "application/json;charset=UTF-8", ...headers },
  body: JSON.stringify(value),
});

/** What a proxy in front of the API says. */
export const html = (status: number): Answer => ({
  status,
  headers: { "content-type": "text/html;charset=UTF-8" },
  body: `<!doctype html><html><head><title>${status}</title></head><body><h1>Error ${status}</h1></body></html>`,
});

/** Wix sends no text with its own failures: `message` is empty for 5xx. */
export const emptyEnvelope = (): ErrorEnvelope => ({ message: "", details: {} });
