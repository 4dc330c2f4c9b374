import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { processOf, type ProcessId } from "../../../provider/src/native/processes";
import { RunLedger } from "../../../provider/src/native/run-ledger";

let root: string;
let said: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pulumi-wix-run-"));
  said = [];
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const [mail, post] = ["mail", "post"].map(name => ({ type: "DnsZoneRecords", name }));
const parent = processOf(process.ppid);
const open = (folder = join(root, "shared")) =>
  new RunLedger("127.0.0.1:1", line => void said.push(line), folder);
/** As if another process had written all that is there; it is alive, or long gone. */
const fromElsewhere = (teller: ProcessId): void => {
  for (const name of readdirSync(join(root, "shared"))) {
    const path = join(root, "shared", name);
    const [self, other] = [processOf(process.pid), teller].map(one => `"process":${JSON.stringify(one)}`);
    const text = readFileSync(path, "utf8").replaceAll(self!, other!);
    writeFileSync(path, `${text}\n{"process": cut off\n`);
  }
};
const claim = (detail?: unknown) => ({ key: "MX example.com", property: "records", detail });

describe("what another process of the run declares", () => {
  test("counts, with all of its detail that is no content", () => {
    const detail = { siteId: UNKNOWN, domain: "bäckerei.example" };
    open().declare(post!, [claim(detail), { ...claim(), key: "b", shared: true }]);
    fromElsewhere(parent);
    const ledger = open();
    expect(ledger.declarers("MX example.com")).toEqual([{ owner: post, detail }]);
    expect([ledger.isDeclared(post!), ledger.isDeclared(mail!)]).toEqual([true, false]);
    expect(ledger.isDeclaredBeside("MX example.com", mail!)).toBe(true);
    expect(ledger.declaredHolders("MX example.com", post)).toEqual([]);
    const failures = ledger.declare(mail!, [claim(), { ...claim(), key: "b", shared: true }]);
    expect(failures.map(({ reason }) => reason)).toEqual([
      'MX example.com is declared by DnsZoneRecords "post" as well; declare it in one place.',
    ]);
    expect(said).toEqual([]);
  });

  test("is told without contents, and not at all where values are merged", () => {
    const sets = { values: ["s3cr3t"], merged: false };
    open().declare(post!, [
      claim(sets),
      { ...claim({ ...sets, merged: true }), key: "merged", shared: true },
    ]);
    fromElsewhere(parent);
    const ledger = open();
    expect(ledger.declarers("MX example.com")).toEqual([{ owner: post, detail: undefined }]);
    expect(ledger.declarers("merged")).toEqual([]);
    const texts = readdirSync(join(root, "shared")).map(name =>
      readFileSync(join(root, "shared", name), "utf8"),
    );
    expect(texts.join()).not.toMatch(/s3cr3t|MX example/);
  });

  test("counts for nothing once it is gone", () => {
    open().declare(post!, [claim()]);
    fromElsewhere(processOf(2 ** 22 + 1));
    expect(open().declarers("MX example.com")).toEqual([]);
  });

  test("counts for nothing once it is gone and another has its number", () => {
    open().declare(post!, [claim()]);
    fromElsewhere({ ...parent, began: "1" });
    expect(open().declarers("MX example.com")).toEqual([]);
  });

  test("cannot be known without a folder: a line says so, once, and what is declared here counts all the same", () => {
    writeFileSync(join(root, "file"), "");
    const ledger = open(join(root, "file", "below"));
    expect(ledger.declare(mail!, [claim()])).toEqual([]);
    expect(ledger.declare(post!, [claim()])).toHaveLength(1);
    expect(said).toEqual([expect.stringContaining("cannot be told what this one declares")]);
  });
});
