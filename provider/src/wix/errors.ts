import { remediation } from "./remediation";

/** One field that Wix found wrong (`details.validationError.fieldViolations[]`). */
export interface FieldViolation {
  /** Its path in the body that was sent. */
  field: string;
  /** In Wix's words. */
  description: string;
}

/** What every failed call knows of itself. */
export interface FailedCall {
  /** The call in words, as the object of "could not": `read DNS zone example.com`. */
  what: string;
  /** Wix's `x-wix-request-id`, to quote to Wix's support. */
  requestId: string | undefined;
}

const inBrackets = (...parts: (string | undefined)[]): string => {
  const known = parts.filter(part => part !== undefined && part !== "");
  return known.length === 0 ? "" : ` (${known.join(", ")})`;
};

const quoted = (requestId: string | undefined): string | undefined =>
  requestId === undefined ? undefined : `request id ${requestId}`;

/**
 * Wix refused, in its own words: nothing was changed. Only made of a documented refusal with Wix's error envelope and
 * request id, so that no proxy and no other server can refuse in Wix's place.
 * @example
 * ```ts
 * if (wix.isWixError(error) && error.code === "PERMISSION_DENIED")
 *   console.error(`no permission; quote ${error.requestId} to Wix`);
 * ```
 */
export class WixError extends Error {
  /** By which {@link isWixError} tells it, whichever copy of this package made it. */
  readonly kind = "wix";
  /** Wix's `x-wix-request-id`, to quote to Wix's support. */
  readonly requestId: string | undefined;
  constructor(
    /** Which call failed. */
    readonly call: FailedCall,
    /** HTTP status. */
    readonly status: number,
    /** Wix's code, an opaque string; absent where the answer held none. */
    readonly code: string | undefined,
    text: string,
    /** Fields that Wix found wrong; mostly none. */
    readonly violations: FieldViolation[] = [],
  ) {
    const fields = violations.map(({ field, description }) => `\n  ${field}: ${description}`).join("");
    const hint = remediation(status, code, { text });
    super(
      `could not ${call.what}: Wix says ${code ?? `HTTP ${status}`}${text === "" ? "" : `, "${text}"`}` +
        inBrackets(code === undefined ? undefined : `HTTP ${status}`, quoted(call.requestId)) +
        fields +
        (hint === undefined ? "" : `\n  ${hint}`),
    );
    this.requestId = call.requestId;
  }
}

export interface Trouble {
  cause?: unknown;
  /** Whether it may pass by itself. @default true */
  transient?: boolean;
  /** Whether Wix throttled the call, until its retries were used up. @default false */
  throttled?: boolean;
  /** What to do; a line of its own. */
  remediation?: string | undefined;
}

/**
 * No usable answer came, and nothing was changed: a read, or a write that never left this machine or was throttled.
 * Retries are used up by then.
 * @example
 * ```ts
 * if (wix.isTransportError(error) && error.transient) console.error("try again later");
 * ```
 */
export class TransportError extends Error {
  /** By which {@link isTransportError} tells it, whichever copy of this package made it. */
  readonly kind = "transport";
  /** What the network or the answer's reader threw, where something did. */
  override readonly cause: unknown;
  /** Whether it may pass by itself. */
  readonly transient: boolean;
  /** Whether Wix throttled the call until its retries were used up. */
  readonly throttled: boolean;
  constructor(
    /** Which call failed. */
    readonly call: FailedCall,
    reason: string,
    { cause, transient = true, throttled = false, remediation: hint }: Trouble = {},
  ) {
    super(
      `could not ${call.what}: ${reason}${inBrackets(quoted(call.requestId))}` +
        (hint === undefined ? "" : `\n  ${hint}`),
    );
    this.cause = cause;
    this.transient = transient;
    this.throttled = throttled;
  }
}

/**
 * A write was sent, and no answer says whether it took effect. Look before doing anything else. Never transient: what
 * repeats on transient trouble would do it twice.
 */
export class UnknownOutcome extends Error {
  readonly kind = "unknown-outcome";
  constructor(
    readonly call: FailedCall,
    reason: string,
    override readonly cause?: unknown,
  ) {
    super(`whether Wix did "${call.what}" is unknown: ${reason}${inBrackets(quoted(call.requestId))}`);
  }
}

/**
 * The provider's own settings are missing or wrong: no request was sent.
 * @example
 * ```ts
 * if (wix.isConfigurationError(error)) console.error("set wix:apiKey and wix:accountId first");
 * ```
 */
export class ConfigurationError extends Error {
  /** By which {@link isConfigurationError} tells it, whichever copy of this package made it. */
  readonly kind = "configuration";
}

export type WixFailure = WixError | TransportError | UnknownOutcome | ConfigurationError;

const hasKind = (error: unknown, kind: WixFailure["kind"]): boolean =>
  error instanceof Error && (error as Partial<WixFailure>).kind === kind;

/**
 * Whether Wix refused a call; `code`, `status`, `requestId` and `violations` say how.
 * @example
 * ```ts
 * if (wix.isWixError(error) && error.status === 403) console.error(error.message);
 * ```
 */
export const isWixError = (error: unknown): error is WixError => hasKind(error, "wix");
export const isUnknownOutcome = (error: unknown): error is UnknownOutcome =>
  hasKind(error, "unknown-outcome");
/**
 * Whether no usable answer came.
 * @example
 * ```ts
 * if (wix.isTransportError(error) && error.throttled) console.error("lower wix:requestsPerMinute");
 * ```
 */
export const isTransportError = (error: unknown): error is TransportError => hasKind(error, "transport");
/**
 * Whether settings are missing or wrong.
 * @example
 * ```ts
 * if (wix.isConfigurationError(error)) process.exitCode = 2;
 * ```
 */
export const isConfigurationError = (error: unknown): error is ConfigurationError =>
  hasKind(error, "configuration");
