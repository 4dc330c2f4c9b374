/* Prints the manifests of all customers: node generate.ts CUSTOMERS.yaml | kubectl apply -f - */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stacksFor } from "./stacks.ts";

const [customers] = process.argv.slice(2);
if (customers === undefined) throw new Error("usage: node generate.ts CUSTOMERS.yaml");

const template = (name: string): string => readFileSync(join(import.meta.dirname, name), "utf8");
process.stdout.write(
  stacksFor(readFileSync(customers, "utf8"), {
    stack: template("stack.yaml"),
    drift: template("drift.yaml"),
  }),
);
