import * as z from "zod";
import { optional } from "../lifecycle/inputs";
import { querySites, type WireSite } from "../wix/sites";
import { ACCOUNT, readArguments } from "./arguments";
import { programConnection } from "./connection";

/** What is left out does not restrict the answer. */
export interface GetSitesArgs {
  premium?: boolean;
  published?: boolean;
  domainConnected?: boolean;
  /** A phrase of the name, the display name or a domain. */
  name?: string;
  /** E.g. `WIX`, `HEADLESS`. @default both */
  namespaces?: string[];
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

export type Site = WireSite;

const flag = optional(z.boolean("write true or false"));

const text = z.string("not a text").min(1, "is empty; leave it out to find all");

/** Wix may come to know more namespaces, so none is refused (docs/wix/sites.md#object-site). */
const namespaces = z
  .array(text, 'not a list such as ["WIX", "HEADLESS"]')
  .min(1, "names none; leave it out for WIX and HEADLESS");

const SHAPE = {
  premium: flag,
  published: flag,
  domainConnected: flag,
  name: optional(text),
  namespaces: optional(namespaces),
  ...ACCOUNT,
};

export const getSites = async (args: GetSitesArgs = {}): Promise<Site[]> => {
  const { accountId, ...filter } = readArguments("getSites", SHAPE, args);
  return querySites(programConnection(), filter, accountId);
};
