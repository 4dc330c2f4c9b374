import { describe, expect, test } from "@jest/globals";
import { faultsOf, type Present, type Stamp } from "../../../scripts/sdk/stamp";

const stamp: Stamp = {
  version: "1.2.0",
  server: "",
  goModule: "example.invalid/sdk/go",
  sources: "of today",
  files: { "nodejs/index.ts": "one", "python/wix.py": "two" },
};
const now: Present = { version: "1.2.0", sources: "of today", hashOf: name => stamp.files[name] };

describe("committed SDKs", () => {
  test("have no fault where they are as they were generated, of today's sources", () =>
    expect(faultsOf(stamp, now)).toEqual([]));

  test.each<[string, Partial<Present>, string]>([
    ["another schema or generator", { sources: "of tomorrow" }, "sdk/ is not of this schema and generator"],
    ["another version", { version: "1.3.0" }, "sdk/ is of version 1.2.0, the plugin of 1.3.0"],
    [
      "an edit by hand",
      { hashOf: name => (name === "nodejs/index.ts" ? "edited" : "two") },
      "sdk/nodejs/index.ts was edited by hand",
    ],
    [
      "a lost file",
      { hashOf: name => (name === "python/wix.py" ? undefined : "one") },
      "sdk/python/wix.py is gone",
    ],
  ])("do not pass with %s", (_name, difference, fault) =>
    expect(faultsOf(stamp, { ...now, ...difference })).toEqual([fault]),
  );
});
