import type * as z from "zod";
import type { Wix } from "./client";
import { PAGE, wholeList, type Page } from "./paging";

/** One of Wix's lists of an account's domains. */
export interface DomainList<Entry> {
  /** The object of "could not". */
  what: string;
  path: string;
  answer: z.ZodType<Page<Entry>>;
}

/** All domains of a list, newest first, as Wix sends them. */
export const listDomains = <Entry extends { domain: string }>(
  wix: Wix,
  { what, path, answer }: DomainList<Entry>,
  accountId: string | undefined,
): Promise<Entry[]> =>
  wholeList({
    what,
    read: cursor =>
      wix.call({
        what,
        method: "GET",
        path,
        query: { "paging.limit": String(PAGE), "paging.cursor": cursor },
        effect: "read",
        accountId,
        answer,
      }),
    nameOf: ({ domain }) => domain,
  });
