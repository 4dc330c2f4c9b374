import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { SABOTAGES } from "../../../scripts/sabotages";

test.each(SABOTAGES)("what is broken on purpose stands in the source once: $name", ({ file, snippet }) => {
  const source = readFileSync(join(__dirname, "..", "..", "..", "provider", "src", file), "utf8");
  expect(source.split(snippet)).toHaveLength(2);
});
