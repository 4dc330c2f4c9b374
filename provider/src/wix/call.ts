import type * as z from "zod";
import type { Effect } from "./retry";
import type { Exchange } from "./transport";

/** One call of Wix's REST API. */
export interface Call<Answer> {
  /** In words, as the object of "could not": `read DNS zone example.com`. */
  what: string;
  method: Exchange["method"];
  /** Below the base URL, with its parameters percent-encoded. */
  path: string;
  query?: Record<string, string | readonly string[] | undefined>;
  /** Absent: `{}` where the method has a body, as Wix's own SDK sends it. */
  body?: unknown;
  /** A query sent by POST is a read. Decides what may be repeated blindly. */
  effect: Effect;
  /** Account in the header; absent: the configured one. */
  accountId?: string | undefined;
  /** Adds the site header. */
  siteId?: string | undefined;
  /** A public call: sends neither key nor account. */
  anonymous?: boolean;
  /** Texts of the request that no error may show: Wix may echo what it was sent. */
  secrets?: readonly string[];
  /** Texts of the request that errors show, also where a shorter secret stands within. */
  shown?: readonly string[];
  /** Tolerant schema of what is read of the answer, which is a JSON object in any case. */
  answer: z.ZodType<Answer>;
}
