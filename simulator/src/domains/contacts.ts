import { z } from "zod";
import { countryCodeSchema } from "../kernel/country";

/** Countries whose addresses need a state or province (ContactData in Wix's reference). */
const SUBDIVIDED =
  "AE AR AT AU BE BR CA CH CL CO CR CZ DE DK ES FI FR GR IE IN IT JP KR MX MY NL NO NZ PE PL PT RU SE SG TH TR TW UA US ZA";

const personName = z
  .string()
  .min(2)
  .max(64)
  .regex(/^[\p{L}\p{M}\p{N} .'-]+$/u, "is not alphanumeric");

const contactSchema = z
  .strictObject({
    firstName: personName,
    lastName: personName,
    email: z.string().regex(/^[^\s@]{1,64}@[^\s@]{1,63}$/, "is no e-mail address"),
    address: z.string().min(2).max(64),
    city: z.string().min(2).max(64),
    countryCode: countryCodeSchema,
    phone: z
      .string()
      .min(2)
      .max(20)
      .regex(/^\+?[0-9 ().-]+$/, "is no phone number"),
    subdivisionCode: z
      .string()
      .regex(/^[A-Z0-9]{2}$/, "is not two letters")
      .optional(),
    postalCode: z.string().min(2).max(16).optional(),
    company: z.string().min(2).max(64).optional(),
  })
  .refine(
    ({ countryCode, subdivisionCode }) =>
      subdivisionCode !== undefined || !SUBDIVIDED.split(" ").includes(countryCode),
    { path: ["subdivisionCode"], message: "is required in this country" },
  );

export const contactsSchema = z.strictObject({
  registrant: contactSchema,
  admin: contactSchema.optional(),
  tech: contactSchema.optional(),
});

/** Checked for form alone; whether the registrar takes them shows later. */
type Contacts = z.output<typeof contactsSchema>;

/** What a registrar wants of contacts in one country, as regular expressions. */
export const contactRuleSchema = z.strictObject({
  countryCode: z.string(),
  phone: z.string().optional(),
  postalCode: z.string().optional(),
});

type ContactRule = z.output<typeof contactRuleSchema>;

/** The first breach of a rule in words, such as `registrant: postalCode does not fit US`. */
export const contactFault = (contacts: Contacts, rules: readonly ContactRule[]): string | undefined => {
  const people = Object.entries(contacts).flatMap(([role, contact]) => (contact ? [{ role, contact }] : []));
  for (const { role, contact } of people)
    for (const rule of rules.filter(({ countryCode }) => countryCode === contact.countryCode))
      for (const field of ["phone", "postalCode"] as const)
        if (!new RegExp(rule[field] ?? "").test(contact[field] ?? ""))
          return `${role}: ${field} does not fit ${contact.countryCode}`;
  return undefined;
};

export const emailAddresses = ({ registrant, admin, tech }: Contacts): string[] => {
  const addresses = [registrant, admin, tech].flatMap(contact => (contact ? [contact.email] : []));
  return [...new Set(addresses)];
};
