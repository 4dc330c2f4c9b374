import type { Exchange, Reply } from "../../provider/src/wix/transport";
import type { StateDocument } from "../../simulator/src";

/** What somebody else does at Wix, past this program: a family of the simulator, the subject, and what becomes of it. */
export type Edit = readonly [family: string, subject: string, change: object];

/** A mistake, or what befalls a user, and the way to it. */
export interface Mistake {
  /** What went wrong, as a person would put it. */
  readonly title: string;
  /** Statements of a program, or one call of a lookup; the last program where there are several runs. */
  readonly program: string;
  /** @default `pulumi preview` */
  readonly command?: "preview" | "up" | "refresh" | "destroy" | "import";
  /** The program of an `up` that succeeded before. */
  readonly before?: string;
  /** What happens at Wix between the two. */
  readonly meanwhile?: readonly Edit[];
  /** Changes the account that the simulator starts with. */
  readonly account?: (state: StateDocument) => void;
  /** Replaces keys of the stack's configuration; undefined: the key is not set. */
  readonly config?: Readonly<Record<string, string | undefined>>;
  /** Keys that are set without `--secret`. */
  readonly plain?: readonly string[];
  /** What requests meet in place of Wix's answer, those that it takes. */
  readonly answer?: (exchange: Exchange) => Reply | undefined;
  /** The id of an import, which the native plugin alone knows. */
  readonly id?: string;
  /** Said in place of a program, where a command line is the mistake. */
  readonly shown?: string;
}

/** Mistakes of one subject, by a name that is also their anchor. */
export interface Subject {
  readonly title: string;
  readonly mistakes: Readonly<Record<string, Mistake>>;
}

const envelope = (code: string, message: string): string =>
  JSON.stringify({ message, details: { applicationError: { code, description: message } } });

/** Wix refuses the requests that this fits. */
export const refusing =
  (
    method: string,
    path: RegExp,
    status: number,
    code: string,
    message = code,
  ): NonNullable<Mistake["answer"]> =>
  exchange =>
    exchange.method === method && path.test(exchange.url)
      ? {
          kind: "reply",
          status,
          headers: { "content-type": "application/json", "x-wix-request-id": "1700000000.123" },
          body: envelope(code, message),
        }
      : undefined;
