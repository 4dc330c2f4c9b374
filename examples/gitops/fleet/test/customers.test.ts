import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CUSTOMERS_FILE, DataError, readCustomers } from "../src/customers.ts";

const faultsOf = (text: string): string[] => {
  try {
    readCustomers(text, "c.yaml");
    return [];
  } catch (error) {
    assert.ok(error instanceof DataError);
    return error.message.split("\n");
  }
};

const entry = (name: string, more = ""): string => `
  - name: ${name}
    siteId: 20000000-0000-4000-8000-00000000000${name.length}
    domain: ${name}.example
    mailHosts: [10 mx.example.net]${more}`;

test("reads the file that comes with it", () => {
  const names = readCustomers(readFileSync(CUSTOMERS_FILE, "utf8"), "customers.yaml").map(({ name }) => name);
  assert.deepEqual(names, ["bakery", "florist"]);
});

test("names every fault with its line", () => {
  const text = `customers:${entry("one", "\n    plan: { product: x, country: de }")}${entry("Two")}${entry("three", "\n    color: red")}`;
  assert.deepEqual(faultsOf(text), [
    "c.yaml:6: customers[0].plan.product: not a GUID",
    "c.yaml:6: customers[0].plan.country: not a country's two letters",
    "c.yaml:7: customers[1].name: a stack's name: a to z, 0 to 9 and -, 63 at most, a letter first",
    "c.yaml:9: customers[1].domain: not a domain's name in lower case",
    "c.yaml:15: customers[2].color: is unknown",
  ]);
});

test("refuses two customers of one name, site or domain", () => {
  const text = `customers:${entry("one")}${entry("one")}`;
  assert.deepEqual(faultsOf(text), [
    "c.yaml:6: customers[1].name: one is that of one already",
    "c.yaml:7: customers[1].siteId: 20000000-0000-4000-8000-000000000003 is that of one already",
    "c.yaml:8: customers[1].domain: one.example is that of one already",
  ]);
});

test("says where the text is no YAML", () => {
  assert.match(faultsOf("customers:\n  - name: [a")[0] ?? "", /^c\.yaml:2: /);
});
