import { parse, parseDocument, type Document } from "yaml";

/** Names of Kubernetes that the operator derives from a Stack's may be no longer. */
const LONGEST = 42;
const NAME = /^[a-z][a-z0-9-]*$/;

/** The manifests that a customer's are made of. */
export interface Templates {
  readonly stack: string;
  readonly drift: string;
}

/**
 * Manifests of a Stack and its watcher for each customer.
 * @param customers a YAML file with `customers`, a list whose entries have a `name`; what else they hold is not looked at
 * @throws Error for a name that is none, is too long or occurs twice
 */
export function stacksFor(customers: string, { stack, drift }: Templates): string {
  const names = namesIn(customers);
  return names
    .flatMap(name => [ofCustomer(stack, name, name), ofCustomer(drift, name, watcherOf(name))])
    .join("---\n");
}

const watcherOf = (name: string): string => `${name}-drift`;

function namesIn(text: string): string[] {
  const { customers } = parse(text) as { customers: readonly { name: string }[] };
  const names = customers.map(({ name }) => name);
  for (const [nth, name] of names.entries()) {
    if (!NAME.test(name) || watcherOf(name).length > LONGEST)
      throw new Error(
        `${name}: a customer's name is of a to z, 0 to 9 and -, ${LONGEST - watcherOf("").length} at most, a letter first`,
      );
    if (names.indexOf(name) !== nth) throw new Error(`${name}: is the name of two customers`);
  }
  return names;
}

function ofCustomer(template: string, customer: string, objectName: string): string {
  const manifest = parseDocument(template);
  manifest.setIn(["metadata", "name"], objectName);
  manifest.setIn(["spec", "stack"], stackOf(manifest, customer));
  if (manifest.hasIn(["spec", "prerequisites"]))
    manifest.setIn(["spec", "prerequisites", 0, "name"], customer);
  return manifest.toString({ lineWidth: 0 });
}

/** `organization/domains/bakery`, with the customer in place of the bakery. */
const stackOf = (manifest: Document, customer: string): string =>
  String(manifest.getIn(["spec", "stack"])).replace(/[^/]+$/, customer);
