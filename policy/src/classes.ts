/** Classes of pulumi-wix that rules speak of. */
export const CLASSES = ["Package", "RegisteredDomain", "ConnectedDomain", "DnsZoneRecords"] as const;
export type Class = (typeof CLASSES)[number];

/** What costs money: buying one cannot be undone. */
export const PAID = ["Package", "RegisteredDomain"] as const satisfies readonly Class[];

/** Of the dynamic resources, and of the native plugin that has the same arguments. */
const TOKENS = ["pulumi-nodejs:dynamic/wix:", "wix:index:"];

/** The class of a type token; undefined where no rule speaks of it. */
export function classOf(token: string): Class | undefined {
  return CLASSES.find(name => TOKENS.some(prefix => token === prefix + name));
}
