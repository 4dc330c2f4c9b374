import type { Contacts } from "./contacts";

/** `a***@example.net`: enough to recognise an address by, and too little to write to it. */
export const maskedEmail = (address: string): string => address.replace(/^(.)[^@]*@/, "$1***@");

/** A text of Wix's with all e-mail addresses masked. */
const withoutEmails = (text: string): string =>
  text.replace(/[^\s@"'<>(),;:]+@[^\s@"'<>(),;:]+/g, maskedEmail);

/** Values as short as `US` would tear holes into words. */
const SHORTEST = 4;

/** A text of Wix's that may repeat what was sent, without e-mail addresses and contact data. */
export const withoutContacts = (text: string, contacts: Partial<Contacts>): string => {
  const values = Object.values(contacts)
    .flatMap(contact => Object.values(contact) as string[])
    .filter(value => value.length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
  return values.reduce((masked, value) => masked.replaceAll(value, "[contact data]"), withoutEmails(text));
};
