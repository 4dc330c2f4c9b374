import { redact } from "../../core/redact";
import type { Contacts } from "./contacts";

/** `a***@example.net`: enough to recognise an address by, and too little to write to it. */
export const maskedEmail = (address: string): string => address.replace(/^(.)[^@]*@/, "$1***@");

/** A text of Wix's with all e-mail addresses masked. */
const withoutEmails = (text: string): string =>
  text.replace(/[^\s@"'<>(),;:]+@[^\s@"'<>(),;:]+/g, maskedEmail);

/** All of the contacts but the e-mail addresses, which are masked where they are shown. */
export const valuesBesideEmails = (contacts: Partial<Contacts>): string[] =>
  Object.values(contacts)
    .flatMap(contact => Object.values((contact ?? {}) as Record<string, string>))
    .filter(value => !value.includes("@"));

/**
 * A text of Wix's that may repeat what was sent, without e-mail addresses and contact data.
 * @param domain stays as it is, whoever's name it holds
 */
export const withoutContacts = (text: string, contacts: Partial<Contacts>, domain: string): string =>
  redact(withoutEmails(text), valuesBesideEmails(contacts), { mark: "[contact data]", shown: [domain] });
