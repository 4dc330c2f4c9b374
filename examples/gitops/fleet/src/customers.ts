import { join } from "node:path";
import { LineCounter, parseDocument, isNode, type Document } from "yaml";
import * as z from "zod";

export const CUSTOMERS_FILE = join(import.meta.dirname, "..", "customers.yaml");

const GUID = z.guid("not a GUID");

const CUSTOMER = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,62}$/, "a stack's name: a to z, 0 to 9 and -, 63 at most, a letter first"),
  siteId: GUID,
  domain: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "not a domain's name in lower case"),
  mailHosts: z
    .array(z.string().regex(/^\d{1,5} \S+$/, "not a preference and a host, such as 10 mx.example.net"))
    .min(1),
  /** Is bought. */
  plan: z
    .strictObject({ product: GUID, country: z.string().regex(/^[A-Z]{2}$/, "not a country's two letters") })
    .optional(),
});

export type Customer = z.infer<typeof CUSTOMER>;

const FILE = z.strictObject({ customers: z.array(CUSTOMER) });

/** The file is not as it should be; the message has a line for each fault, with its place. */
export class DataError extends Error {}

/** What no two customers may have in common. */
const UNIQUE = ["name", "siteId", "domain"] as const;

/**
 * Reads the customers.
 * @param file its name, for messages
 * @throws DataError with all faults
 */
export function readCustomers(text: string, file: string): Customer[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults: { line: number; message: string }[] = [];
  const at = (path: readonly PropertyKey[], message: string): void => {
    faults.push({
      line: lines.linePos(offsetOf(document, path)).line,
      message: `${shown(path)}: ${message}`,
    });
  };
  const refuse = (): void => {
    if (faults.length === 0) return;
    faults.sort((one, other) => one.line - other.line);
    throw new DataError(faults.map(({ line, message }) => `${file}:${line}: ${message}`).join("\n"));
  };

  for (const { pos, message } of document.errors) faults.push({ line: lines.linePos(pos[0]).line, message });
  refuse();
  const { success, data, error } = FILE.safeParse(document.toJS());
  for (const issue of error?.issues ?? [])
    if (issue.code === "unrecognized_keys")
      for (const key of issue.keys) at([...issue.path, key], "is unknown");
    else at(issue.path, issue.message);
  refuse();
  if (!success) throw new DataError(`${file}: not readable`);
  for (const { path, message } of repeated(data.customers)) at(path, message);
  refuse();
  return data.customers;
}

function* repeated(customers: readonly Customer[]): Generator<{ path: PropertyKey[]; message: string }> {
  for (const key of UNIQUE) {
    const first = new Map<string, string>();
    for (const [index, customer] of customers.entries()) {
      const value = customer[key].toLowerCase();
      const other = first.get(value);
      if (other === undefined) first.set(value, customer.name);
      else yield { path: ["customers", index, key], message: `${customer[key]} is that of ${other} already` };
    }
  }
}

/** Where it stands in the text, or what it would stand in. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function shown(path: readonly PropertyKey[]): string {
  return (
    path
      .map(part => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
      .join("")
      .slice(1) || "the file"
  );
}
