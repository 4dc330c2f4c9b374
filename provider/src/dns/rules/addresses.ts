import { isIPv4, isIPv6 } from "node:net";
import { eachValue, quote, type Rule } from "./rule";

export const addressRules: Record<string, Rule> = {
  "a-is-ipv4": eachValue(["A"], value =>
    isIPv4(value)
      ? undefined
      : `${quote(value)} is no IPv4 address; an A record takes four numbers from 0 to 255 without leading zeros, ` +
        `e.g. "192.0.2.1"${isIPv6(value) ? "; declare it as AAAA" : hintAtCname(value)}`,
  ),

  "aaaa-is-ipv6": eachValue(["AAAA"], value =>
    isIPv6(value) && !value.includes("%")
      ? undefined
      : `${quote(value)} is no IPv6 address; an AAAA record takes one without prefix length or zone index, ` +
        `e.g. "2001:db8::1"${isIPv4(value) ? "; declare it as A" : hintAtCname(value)}`,
  ),
};

const hintAtCname = (value: string) =>
  /[a-z]\.?$/i.test(value) && value.includes(".") ? "; a host name goes into a CNAME record" : "";
