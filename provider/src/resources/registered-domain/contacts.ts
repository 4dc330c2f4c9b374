import * as z from "zod";
import { UNKNOWN } from "../../core/unknown";
import { countryCode } from "../../lifecycle/countries";
import { optional, orUnknown, strict } from "../../lifecycle/inputs";

/** Contact data in canonical form. Personal data: shown in no message, and secret in every state. */
export interface Contact {
  firstName: string;
  lastName: string;
  email: string;
  /** Street and number. */
  address: string;
  city: string;
  /** ISO 3166 alpha-2, upper case. */
  countryCode: string;
  /** `+` and digits. */
  phone: string;
  /** State or province, two characters, upper case. */
  subdivisionCode?: string | undefined;
  postalCode?: string | undefined;
  company?: string | undefined;
}

export interface Contacts {
  registrant: Contact;
  admin?: Contact | undefined;
  tech?: Contact | undefined;
}

/** Countries for which Wix demands `subdivisionCode` (docs/wix/registered-domains.md#contactdata). */
const WITH_SUBDIVISION = new Set(
  (
    "AE AR AT AU BE BR CA CH CL CO CR CZ DE DK ES FI FR GR IE IN IT JP KR MX MY NL NO NZ PE PL PT RU SE SG TH TR TW " +
    "UA US ZA"
  ).split(" "),
);

const text = (least: number, most: number) => {
  const allowed = `write ${least} to ${most} characters`;
  return z.string(allowed).trim().min(least, allowed).max(most, allowed);
};

/**
 * Wix documents letters and digits alone. What joins and shortens names of people is let through: nobody is called
 * otherwise because of it, and a registrar that minds says so.
 */
const NAME = "write letters, digits, blanks, full stops, apostrophes (') and hyphens";
const personName = text(2, 64).regex(/^[\p{L}\p{M}\p{N} .'-]*$/u, NAME);

const EMAIL = "write an e-mail address: up to 64 characters, @, and a full domain of up to 63";
const email = z
  .string(EMAIL)
  .trim()
  .regex(/^[^\s@]{1,64}@(?=[^\s@]{1,63}$)[^\s@.]+(\.[^\s@.]+)+$/, EMAIL);

const country = countryCode(
  "write a country code of ISO 3166 with two letters, e.g. US, or GB for the United Kingdom",
);

const PHONE = "write the number with its country code, + and digits only, e.g. +16175550100";
const phone = z
  .string(PHONE)
  .transform(given => given.replace(/[\s().-]/g, ""))
  .pipe(z.string().regex(/^\+[1-9]\d{0,18}$/, PHONE));

const SUBDIVISION = "write the two characters of the state or province, e.g. MA";
const subdivisionCode = z
  .string(SUBDIVISION)
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{2}$/, SUBDIVISION);

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

const contact = strict(
  {
    firstName: orUnknown(personName),
    lastName: orUnknown(personName),
    email: orUnknown(email),
    address: orUnknown(text(2, 64)),
    city: orUnknown(text(2, 64)),
    countryCode: orUnknown(country),
    phone: orUnknown(phone),
    subdivisionCode: optional(subdivisionCode),
    postalCode: optional(text(2, 16)),
    company: optional(text(2, 64)),
  },
  "write an object with the contact's fields",
).refine(
  ({ countryCode, subdivisionCode }) =>
    countryCode === UNKNOWN || subdivisionCode !== undefined || !WITH_SUBDIVISION.has(countryCode),
  {
    path: ["subdivisionCode"],
    message: "Wix demands the state or province for this country; write its two characters, e.g. MA",
    when: ({ value }) => isObject(value),
  },
);

/** Form only, as at Wix: whether a registrar accepts the data shows in up to 48 hours. */
export const contacts = strict(
  { registrant: orUnknown(contact), admin: optional(contact), tech: optional(contact) },
  "write an object: { registrant: {...}, admin?, tech? }",
);
