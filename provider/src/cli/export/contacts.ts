/*
 * Contacts are secrets of the stack's configuration. The export cannot seal them itself, which takes the stack's own key: it
 * writes them into a file that its owner alone can read, and the program's README says how they get from there into the
 * configuration. They are in nothing else that an export writes or says.
 */
import type { Wix } from "../../wix/client";
import { isTransportError, isWixError } from "../../wix/errors";
import { listRegisteredContacts } from "../../wix/registered-domains";

const FIELDS = [
  "firstName",
  "lastName",
  "company",
  "email",
  "phone",
  "address",
  "city",
  "subdivisionCode",
  "postalCode",
  "countryCode",
] as const;
const OPTIONAL: readonly string[] = ["company", "subdivisionCode", "postalCode"];
const ROLES = ["registrant", "admin", "tech"] as const;

type Contact = Partial<Record<(typeof FIELDS)[number], string>>;
type Contacts = Partial<Record<(typeof ROLES)[number], Contact>>;

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/** What a program can declare of a contact; empty texts are to be filled in. */
const contactOf = (value: unknown): Contact => {
  const shown = fieldsOf(value);
  return Object.fromEntries(
    FIELDS.flatMap(field => {
      const text = shown[field];
      if (typeof text === "string" && text !== "") return [[field, text]];
      return OPTIONAL.includes(field) ? [] : [[field, ""]];
    }),
  );
};

const contactsOf = (value: unknown): Contacts => {
  const shown = fieldsOf(value);
  return Object.fromEntries(
    ROLES.filter(role => role === "registrant" || Object.keys(fieldsOf(shown[role])).length > 0).map(role => [
      role,
      contactOf(shown[role]),
    ]),
  );
};

export interface FoundContacts {
  /** By domain. */
  contacts: Record<string, Contacts>;
  /** Domains of which Wix does not show all that a program has to declare. */
  toFillIn: string[];
}

const isWhole = (contacts: Contacts): boolean =>
  Object.values(contacts).every(contact => Object.values(contact).every(text => text !== ""));

/** The contacts of these domains, as far as Wix shows them. */
export const readContacts = async (
  wix: Wix,
  accountId: string,
  domains: readonly string[],
): Promise<FoundContacts> => {
  if (domains.length === 0) return { contacts: {}, toFillIn: [] };
  const shown = await listRegisteredContacts(wix, accountId).catch((error: unknown) => {
    // Without them there is a form to fill in; what may pass is worth another run.
    if (isWixError(error) || (isTransportError(error) && !error.transient)) return [];
    throw error;
  });
  const byDomain = new Map(shown.map(({ domain, contacts }) => [domain.toLowerCase(), contacts]));
  const contacts = Object.fromEntries(domains.map(domain => [domain, contactsOf(byDomain.get(domain))]));
  return { contacts, toFillIn: domains.filter(domain => !isWhole(contacts[domain] ?? {})) };
};
