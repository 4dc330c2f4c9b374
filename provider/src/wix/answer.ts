/*
 * What a reply means.
 *
 *   lost, or cut short            a write: its outcome is unknown, unless it never left
 *   429, whoever says so          not done; the call was repeated, and gives up
 *   2xx, in Wix's form            the answer
 *   a documented refusal, proven  WixError: nothing was changed
 *   anything else                 a write: its outcome is unknown
 *                                 a read: trouble, which may pass (408, 425, 499, 5xx) or not
 *
 * Proven is what carries Wix's error envelope and its request id.
 */
import type * as z from "zod";
import { redact } from "../core/redact";
import type { Call } from "./call";
import { readRefusal, type Refusal } from "./envelope";
import { TransportError, UnknownOutcome, WixError, type FailedCall, type Trouble } from "./errors";
import { describeBody, describeForeign } from "./foreign";
import { remediation } from "./remediation";
import { isRefusal, mayPass, THROTTLED } from "./retry";
import type { Exchange, Reply } from "./transport";

/** A call as it went out. */
export interface Sent<Answer> {
  call: Call<Answer>;
  exchange: Exchange;
  baseUrl: string;
  /** How often it was sent. */
  attempts: number;
}

type Answered = Extract<Reply, { status: number }>;

const requestIds = new WeakMap<object, string>();

/** Wix's id of the request that brought an answer; known of the very object that {@link answerOf} returned. */
export const requestIdOf = (answer: object): string | undefined => requestIds.get(answer);

const requestIdIn = (reply: Reply): string | undefined => {
  const id = reply.kind === "lost" ? undefined : reply.headers["x-wix-request-id"];
  return id === "" ? undefined : id;
};

const parsed = (reply: Answered): unknown => {
  try {
    return reply.kind === "reply" ? (JSON.parse(reply.body) as unknown) : undefined;
  } catch {
    return undefined;
  }
};

const isObject = (json: unknown): json is object =>
  typeof json === "object" && json !== null && !Array.isArray(json);

/** Codes are compared, so those that are plain words stay as they are. */
const CODE = /^[A-Z][A-Z0-9_]*$/;

/** The errors of one call: none shows the API key or the call's secrets. */
class Failures {
  readonly #failed: FailedCall;
  readonly #requestId: string | undefined;

  constructor(
    private readonly sent: Sent<unknown>,
    reply: Reply,
  ) {
    this.#requestId = requestIdIn(reply);
    this.#failed = { what: this.hide(sent.call.what), requestId: this.#requestId };
  }

  /** The text as it may be shown. */
  readonly hide = (text: string): string => {
    const { authorization } = this.sent.exchange.headers;
    const keyless = authorization === undefined ? text : redact(text, [authorization], { mark: "[API key]" });
    const { secrets = [], shown = [] } = this.sent.call;
    return redact(keyless, secrets, { shown });
  };

  refused(status: number, { code, text, violations }: Refusal): WixError {
    return new WixError(
      this.#failed,
      status,
      code === undefined || CODE.test(code) ? code : this.hide(code),
      this.hide(text),
      violations.map(({ field, description }) => ({
        field: this.hide(field),
        description: this.hide(description),
      })),
    );
  }

  /** Nothing was changed. */
  undone(reason: string, trouble: Trouble = {}): TransportError {
    const { attempts } = this.sent;
    const often = attempts > 1 ? `, after ${attempts} attempts` : "";
    return new TransportError(this.#failed, this.hide(reason) + often, trouble);
  }

  /** Sent, and nothing says what came of it: of a read, nothing did. */
  unanswered(reason: string, trouble: Trouble = {}): Error {
    return this.sent.call.effect === "write"
      ? new UnknownOutcome(this.#failed, this.hide(reason), trouble.cause)
      : this.undone(reason, trouble);
  }

  /** Who answered, and what, of an answer that is no success and no refusal. */
  said(reply: Answered, refusal: Refusal, json: unknown): string {
    const { status } = reply;
    const { code, text } = refusal;
    const body = reply.kind === "reply" ? reply.body : "";
    if (this.#requestId !== undefined && refusal.enveloped)
      return (
        `Wix answered HTTP ${status}` +
        [code, text === "" ? undefined : `"${text}"`].map(part => (part ? `, ${part}` : "")).join("")
      );
    return `${new URL(this.sent.baseUrl).host} answered HTTP ${status} with ${describeBody(body, json, this.hide)}`;
  }

  /** That this is not Wix's form. */
  foreign(reply: Answered, lacks: readonly string[], json: unknown): string {
    const body = reply.kind === "reply" ? reply.body : "";
    return describeForeign(this.sent.baseUrl, reply.status, [
      ...(this.#requestId === undefined ? ["no request id"] : []),
      ...lacks,
      describeBody(body, json, this.hide),
    ]);
  }
}

/** Of the read, or of the write that provably never left. */
const OUT_OF_REACH =
  "Check this machine's network, its proxy (HTTPS_PROXY), and wix:baseUrl (WIX_BASE_URL). Nothing was changed; run again.";

const successOf = <Answer>({ call }: Sent<Answer>, reply: Answered, failures: Failures): Answer => {
  const json = parsed(reply);
  const answer: z.ZodSafeParseResult<Answer> | undefined = isObject(json)
    ? call.answer.safeParse(json)
    : undefined;
  const requestId = requestIdIn(reply);
  if (answer?.success) {
    if (typeof answer.data === "object" && answer.data !== null && requestId !== undefined)
      requestIds.set(answer.data, requestId);
    return answer.data;
  }
  const issue = answer?.error.issues[0];
  throw failures.unanswered(
    issue === undefined || requestId === undefined
      ? failures.foreign(reply, [], json)
      : `the answer (HTTP ${reply.status}) is not in Wix's form: ${issue.path.join(".")}: ${issue.message}`,
    { transient: false },
  );
};

const failureOf = (reply: Answered, failures: Failures): Error => {
  const { status } = reply;
  const json = parsed(reply);
  const refusal = readRefusal(json);
  const proven = refusal.enveloped && requestIdIn(reply) !== undefined;
  const hint = remediation(status, refusal.code);
  if (status === THROTTLED) {
    const retryAfter = reply.headers["retry-after"];
    const asked = retryAfter === undefined ? "" : `, Retry-After: ${retryAfter}`;
    return failures.undone(`${failures.said(reply, refusal, json)}${asked}; nothing was changed`, {
      throttled: true,
      remediation: hint,
    });
  }
  if (proven && isRefusal(status)) return failures.refused(status, refusal);
  const transient = mayPass(status);
  if (transient || proven)
    return failures.unanswered(failures.said(reply, refusal, json), { transient, remediation: hint });
  return failures.unanswered(failures.foreign(reply, refusal.enveloped ? [] : ["no error envelope"], json), {
    transient,
    remediation: hint && `Or, if it was Wix all the same: ${hint}`,
  });
};

/**
 * @throws WixError Wix refused: nothing was changed
 * @throws TransportError no usable answer, nothing was changed
 * @throws UnknownOutcome a write may or may not have taken effect
 */
export const answerOf = <Answer>(sent: Sent<Answer>, reply: Reply): Answer => {
  const failures = new Failures(sent, reply);
  if (reply.kind === "lost") {
    const { reason, cause } = reply;
    const trouble = { cause, remediation: OUT_OF_REACH };
    throw reply.sent ? failures.unanswered(reason, trouble) : failures.undone(reason, trouble);
  }
  if (reply.kind === "cut-short" && reply.status !== THROTTLED)
    throw failures.unanswered(`the answer (HTTP ${reply.status}) was cut short: ${reply.reason}`);
  if (reply.status >= 200 && reply.status < 300) return successOf(sent, reply, failures);
  throw failureOf(reply, failures);
};
