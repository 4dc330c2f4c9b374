import { describe, expect, test } from "@jest/globals";
import { isNotFound, isNotFoundByAnyCode, unlessAbsent } from "../../../provider/src/wix/absence";
import { TransportError, UnknownOutcome, WixError } from "../../../provider/src/wix/errors";

const failed = { what: "read it", requestId: "r" };
const refusal = (status: number, code?: string, text = "") => new WixError(failed, status, code, text);

const ABOUT_THE_CALLER = [
  "USER_ID_NOT_FOUND",
  "TARGET_ACCOUNT_NOT_FOUND",
  "ACCOUNT_NOT_FOUND",
  "META_SITE_NOT_FOUND",
];
const NO_PATH = "Controller mapped to /domains/v1/dns-zonez was not found";

describe("a 404 of Wix's proves that there is no such thing", () => {
  test.each([
    ["without a code", undefined, undefined, true],
    ["with the general code", "NOT_FOUND", undefined, true],
    ["with the thing's own code", "DNS_ZONE_NOT_FOUND", "DNS_ZONE_NOT_FOUND", true],
    ["not with the general code where the thing has its own", "NOT_FOUND", "DNS_ZONE_NOT_FOUND", false],
    ["not with the code of another thing", "SITE_NOT_FOUND", undefined, false],
    ["not with an empty code", "", undefined, false],
  ] as const)("%s", (_name, code, expected, proves) => {
    expect(isNotFound(refusal(404, code), expected)).toBe(proves);
  });

  test.each(ABOUT_THE_CALLER)("not with %s, which speaks of the credentials", code => {
    expect(isNotFound(refusal(404, code))).toBe(false);
    expect(isNotFoundByAnyCode(refusal(404, code))).toBe(false);
  });

  test.each([undefined, "", "NOT_FOUND", "PACKAGE_NOT_FOUND"])(
    "with any code where none is documented: %j",
    code => expect(isNotFoundByAnyCode(refusal(404, code))).toBe(true),
  );

  test.each([NO_PATH, NO_PATH.toUpperCase(), `Oops: ${NO_PATH}`])(
    "not of a path that does not exist: %s",
    text => {
      expect(isNotFound(refusal(404, undefined, text))).toBe(false);
      expect(isNotFoundByAnyCode(refusal(404, "NOT_FOUND", text))).toBe(false);
    },
  );
});

test.each([400, 401, 403, 409, 428, 501])("a %d never does", status => {
  expect(isNotFound(refusal(status, "NOT_FOUND"))).toBe(false);
  expect(isNotFoundByAnyCode(refusal(status, "NOT_FOUND"))).toBe(false);
});

describe("an answer unless absent", () => {
  test("is the answer where there is one", async () => {
    await expect(unlessAbsent(Promise.resolve("x"), () => true)).resolves.toBe("x");
  });

  test("is undefined where the refusal proves it, of which the judge is shown all", async () => {
    const gone = refusal(400, "REGISTERED_DOMAIN_NOT_FOUND");
    await expect(unlessAbsent(Promise.reject(gone), shown => shown === gone)).resolves.toBeUndefined();
  });

  test("is the refusal where that proves nothing", async () => {
    const refused = refusal(403);
    await expect(unlessAbsent(Promise.reject(refused), () => false)).rejects.toBe(refused);
  });

  test.each([
    ["a lost answer", new TransportError(failed, "lost")],
    ["an unknown outcome", new UnknownOutcome(failed, "lost")],
    ["a fault of ours", new TypeError("x is not a function")],
  ])("is %s whatever the judge says", async (_name, error) => {
    await expect(unlessAbsent(Promise.reject(error), () => true)).rejects.toBe(error);
  });
});
