import { eachValue, quote, typedOnly, type Reason, type Rule } from "./rule";

/** The cap that a client of Wix enforces; Wix documents none (docs/wix/dns.md#long-txt-values). */
const MAX_TEXT = 1000;

const eachText = (reasonAgainst: (value: string) => Reason): Rule =>
  typedOnly(eachValue(["TXT", "SPF"], reasonAgainst));

export const textRules: Record<string, Rule> = {
  "text-is-ascii": eachText(value => {
    const other = /\P{ASCII}/u.exec(value)?.[0];
    return other === undefined
      ? undefined
      : `${quote(value)} holds "${other}"; DNS carries bytes and Wix documents no encoding, so write ASCII ` +
          "(xn-- for names, %-encoding in addresses)";
  }),

  "text-is-not-empty": eachText(value =>
    value === "" ? "is empty; write the text or leave the value out" : undefined,
  ),

  "text-is-not-quoted": eachText(value =>
    /^".*"$/s.test(value)
      ? `${quote(value)} stands in double quotes; Wix takes the bare text, quotes would become part of it: leave ` +
        "them out, and write a long text as one"
      : undefined,
  ),

  "text-length": eachText(value =>
    value.length > MAX_TEXT
      ? `${quote(value)} is ${value.length} characters long; ${MAX_TEXT} are allowed, so shorten it or split its ` +
        "content over several records (SPF: by include)"
      : undefined,
  ),

  "text-without-control-characters": eachText(value => {
    const other = /\p{Cc}/u.exec(value)?.[0];
    return other === undefined
      ? undefined
      : `${quote(value)} holds the control character ${JSON.stringify(other)}; write the text on one line`;
  }),
};
