import { isIP } from "node:net";
import { canonicalName } from "../names";
import { parseFields } from "../values";
import { nameFault } from "./names";
import { eachValue, quote, typedOnly, type Reason, type Rule } from "./rule";

const WITH_TARGET = ["CNAME", "MX", "NAPTR", "PTR", "SRV"];

export const targetRules: Record<string, Rule> = {
  "cname-not-to-itself": typedOnly(
    eachValue(["CNAME"], (value, _, { hostName }) =>
      canonicalName(value) === hostName
        ? `${quote(value)} is the record's own host name; a CNAME points to another name`
        : undefined,
    ),
  ),

  "mx-null-has-preference-0": typedOnly(
    eachValue(["MX"], value => {
      const fields = parseFields("MX", value);
      return fields?.target === "." && Number(fields.numbers[0]) !== 0
        ? `${quote(value)} has no mail host; write "10 mx1.example.net", or "0 ." where the domain takes no mail`
        : undefined;
    }),
  ),

  "mx-preference-in-range": eachValue(["MX"], value => {
    const preference = parseFields("MX", value)?.numbers[0];
    return preference === undefined || isUint16(preference)
      ? undefined
      : `${quote(value)} has the preference ${quote(preference)}; allowed are whole numbers from 0 to 65535, ` +
          'e.g. "10 mx1.example.net"';
  }),

  "mx-shape": eachValue(["MX"], value =>
    parseFields("MX", value) === undefined
      ? `${quote(value)} is not a preference, a blank and a host name; write e.g. "10 mx1.example.net"`
      : undefined,
  ),

  "naptr-numbers-in-range": eachValue(["NAPTR"], value => {
    const outside = parseFields("NAPTR", value)?.numbers.find(number => !isUint16(number));
    return outside === undefined
      ? undefined
      : `${quote(value)} has the number ${outside}; order and preference are whole numbers from 0 to 65535`;
  }),

  "naptr-shape": eachValue(["NAPTR"], value =>
    parseFields("NAPTR", value) === undefined
      ? `${quote(value)} is not order, preference, three texts in double quotes and a replacement; write e.g. ` +
        String.raw`100 10 "S" "SIP+D2U" "" _sip._udp.example.net`
      : undefined,
  ),

  "srv-numbers-in-range": eachValue(["SRV"], value => {
    const outside = parseFields("SRV", value)?.numbers.find(number => !isUint16(number));
    return outside === undefined
      ? undefined
      : `${quote(value)} has ${quote(outside)} for a number; priority, weight and port are whole numbers from 0 to ` +
          '65535, e.g. "10 5 5060 sip.example.net"';
  }),

  "srv-shape": eachValue(["SRV"], value =>
    parseFields("SRV", value) === undefined
      ? `${quote(value)} is not priority, weight, port and target; write e.g. "10 5 5060 sip.example.net"`
      : undefined,
  ),

  "target-is-a-full-host-name": eachValue(WITH_TARGET, (value, type) => {
    const target = targetOf(type, value);
    if (target === undefined || (target === "." && isRootAllowed(type))) return undefined;
    return reasonAgainstTarget(value, type, target);
  }),

  "target-is-no-address": eachValue(WITH_TARGET, (value, type) => {
    const target = targetOf(type, value);
    return target === undefined || isIP(target) === 0
      ? undefined
      : `${quote(value)} points to an address; ${article(type)} record points to a host name, so give ${target} an ` +
          `${isIP(target) === 4 ? "A" : "AAAA"} record and write that record's host name here`;
  }),
};

function reasonAgainstTarget(value: string, type: string, target: string): Reason {
  const name = canonicalName(target);
  if (isIP(target) !== 0) return undefined;
  const fault = nameFault(name) ?? (name.includes("*") ? "holds a wildcard" : undefined);
  if (fault !== undefined) return `${quote(value)}: the target ${fault}`;
  return name.includes(".")
    ? undefined
    : `${quote(value)}: the target of ${article(type)} record is a full host name; write e.g. "${name === "@" ? "host" : name}.example.com"`;
}

function targetOf(type: string, value: string): string | undefined {
  return type === "MX" || type === "SRV" || type === "NAPTR" ? parseFields(type, value)?.target : value;
}

/** RFC 7505 for MX, RFC 2782 for SRV, RFC 3403 for NAPTR: the root says that there is nothing. */
const isRootAllowed = (type: string) => type === "MX" || type === "SRV" || type === "NAPTR";

const isUint16 = (number: string) => /^\d+$/.test(number) && Number(number) <= 65_535;

const article = (type: string) => (/^[MSN]/.test(type) ? `an ${type}` : `a ${type}`);
