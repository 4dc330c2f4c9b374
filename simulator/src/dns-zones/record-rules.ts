import { isIPv4, isIPv6 } from "node:net";
import { applicationError, type Refusal, ruleError } from "../kernel/refusal";
import { isWithin, type WrittenSet } from "./state";

/** Where a record set stands: in which zone, and in which field of the body. */
interface Place {
  readonly zoneName: string;
  readonly field: string;
}

type Rule = (set: WrittenSet, place: Place) => Refusal | undefined;

/** Where a type's value names a host, and the whole shape of the value. */
const VALUE_SHAPES: Partial<Record<WrittenSet["type"], (value: string) => boolean>> = {
  A: isIPv4,
  AAAA: isIPv6,
  CNAME: value => isHost(value),
  PTR: value => isHost(value),
  NS: value => isHost(value),
  SRV: value => /^\d{1,5} \d{1,5} \d{1,5} \S+$/.test(value) && isHost(lastWord(value)),
};

const endsWithDot: Rule = ({ hostName }, { field }) =>
  hostName.endsWith(".")
    ? ruleError(`${field}.hostName`, "TRAILING_DOT", "host names are sent without a trailing dot")
    : undefined;

const cnameHostOutsideZone: Rule = ({ type, hostName }, { zoneName }) =>
  type === "CNAME" && (hostName === zoneName || !isWithin(hostName, zoneName))
    ? applicationError(
        428,
        "DOMAIN_CNAME_RECORD_HOSTNAME_INVALID",
        `${hostName} does not end with .${zoneName}`,
      )
    : undefined;

const hostOutsideZone: Rule = ({ hostName }, { zoneName, field }) =>
  isWithin(hostName, zoneName)
    ? undefined
    : ruleError(`${field}.hostName`, "HOST_OUTSIDE_ZONE", `${hostName} is not in ${zoneName}`);

const emptyValue: Rule = ({ type, hostName, values }) =>
  values.length === 0 || values.some(value => value.trim() === "")
    ? applicationError(428, "DOMAIN_DNS_EMPTY_RECORD_VALUE", `${type} ${hostName} has an empty value`)
    : undefined;

const mxWithoutPreference: Rule = ({ type, hostName, values }) =>
  type === "MX" && !values.every(value => /^\d{1,5} \S+$/.test(value) && isHost(lastWord(value)))
    ? applicationError(
        428,
        "DOMAIN_MX_RECORD_VALUE_INVALID",
        `MX ${hostName}: a value is a preference, a blank and a host`,
      )
    : undefined;

const severalCnameValues: Rule = ({ type, values }, { field }) =>
  type === "CNAME" && values.length > 1
    ? ruleError(`${field}.values`, "SINGLE_CNAME_VALUE", "a CNAME has exactly one value")
    : undefined;

const repeatedValue: Rule = ({ values }, { field }) =>
  new Set(values).size < values.length
    ? ruleError(`${field}.values`, "REPEATED_VALUE", "a value stands there twice")
    : undefined;

const malformedValue: Rule = ({ type, values }, { field }) => {
  const isValid = VALUE_SHAPES[type];
  const index = isValid === undefined ? -1 : values.findIndex(value => !isValid(value));
  return index === -1
    ? undefined
    : ruleError(`${field}.values[${index}]`, "VALUE_FORMAT", `is no ${type} value: ${values[index] ?? ""}`);
};

/** In the order in which Wix's own codes come before those for which no code is known. */
const RULES: readonly Rule[] = [
  emptyValue,
  mxWithoutPreference,
  endsWithDot,
  cnameHostOutsideZone,
  hostOutsideZone,
  severalCnameValues,
  repeatedValue,
  malformedValue,
];

/** @throws {Refusal} of the first rule that the record set breaks */
export const checkRecordSet = (set: WrittenSet, place: Place): void => {
  for (const rule of RULES) {
    const refusal = rule(set, place);
    if (refusal !== undefined) throw refusal;
  }
};

/** Without a trailing dot, save for the root, by which SRV and MX say "no service". */
const isHost = (value: string): boolean => value === "." || /^[^\s.]+(\.[^\s.]+)*$/.test(value);

const lastWord = (value: string): string => value.slice(value.lastIndexOf(" ") + 1);
