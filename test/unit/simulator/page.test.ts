import { describe, expect, test } from "@jest/globals";
import { refusalOf } from "../../../simulator/src/control/guard";
import { jsonWithout } from "../../../simulator/src/page/secrets";

const judge = (headers: Record<string, string>, method = "POST", url = "/clock/advance") =>
  refusalOf({ method, url, headers }, ["simulator"]);

describe("the control port", () => {
  test.each([
    ["a program on this machine", { host: "127.0.0.1:4001" }],
    ["a program that names the machine", { host: "localhost:4001" }],
    ["a program over IPv6", { host: "[::1]:4001" }],
    ["a program in another container, by an address", { host: "172.17.0.2:4001" }],
    ["a program by a name that was allowed", { host: "Simulator:4001" }],
    ["its own page", { host: "127.0.0.1:1", origin: "http://127.0.0.1:1", "sec-fetch-site": "same-origin" }],
    [
      "its own page behind a port that was mapped",
      { host: "localhost:8080", origin: "http://localhost:8080" },
    ],
    ["what a person typed", { host: "127.0.0.1:1", "sec-fetch-site": "none" }],
  ])("lets in %s", (_who, headers) => {
    expect(judge(headers)).toBeUndefined();
  });

  test.each([
    ["a name that was made to lead here", { host: "attacker.example:4001" }],
    ["a name that only begins as ours", { host: "localhost.attacker.example" }],
    ["a name that only ends as ours", { host: "notlocalhost" }],
    ["an address with something behind", { host: "127.0.0.1.attacker.example" }],
    ["nobody's name", { host: "" }],
    ["a page of another site", { host: "127.0.0.1:1", origin: "https://attacker.example" }],
    ["a page of another port", { host: "127.0.0.1:1", origin: "http://127.0.0.1:2" }],
    ["a page of another name of this machine", { host: "127.0.0.1:1", origin: "http://localhost:1" }],
    ["a page without an origin", { host: "127.0.0.1:1", origin: "null" }],
    ["a request across sites", { host: "127.0.0.1:1", "sec-fetch-site": "cross-site" }],
    ["a request within a site", { host: "localhost:1", "sec-fetch-site": "same-site" }],
  ])("does not let in %s", (_who, headers) => {
    expect(judge(headers)).toMatch(/control port/);
  });

  test("a link from elsewhere leads to the page, and to nothing else", () => {
    const followed = { host: "127.0.0.1:1", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect(judge(followed, "GET", "/")).toBeUndefined();
    expect(judge(followed, "POST", "/")).toBeDefined();
    expect(judge(followed, "GET", "/state")).toBeDefined();
    expect(judge({ ...followed, "sec-fetch-mode": "no-cors" }, "GET", "/")).toBeDefined();
  });
});

describe("what the page is told", () => {
  test("holds no key, wherever one stands in a text", () => {
    const told = jsonWithout(["key-of-an-account"], {
      path: "/?k=key-of-an-account",
      deep: [{ x: "key-of-an-account" }],
    });
    expect(JSON.parse(told)).toEqual({ path: "/?k=(an API key)", deep: [{ x: "(an API key)" }] });
  });

  test("is not torn by keys that stand in any text", () => {
    expect(jsonWithout(["a", "key"], { text: "a key" })).toBe('{"text":"a key"}');
  });
});
