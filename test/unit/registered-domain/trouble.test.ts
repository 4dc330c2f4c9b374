import { describe, expect, test } from "@jest/globals";
import {
  describeTrouble,
  lapseOf,
  troubleOf,
} from "../../../provider/src/resources/registered-domain/trouble";

const NOW = Date.parse("2027-03-02T08:20:00.000Z");
const PAST = "2027-03-01T00:00:00.000Z";
const FUTURE = "2028-03-01T00:00:00.000Z";

const shown = (status: string, expirationDate?: string, icannConfirmationStatus?: string) => ({
  status,
  expirationDate,
  icannConfirmationStatus,
});

describe("what is wrong", () => {
  test.each([
    [shown("ACTIVE", FUTURE, "CONFIRMED_BY_ALL"), undefined],
    [shown("ACTIVE", FUTURE, "PENDING"), undefined],
    [shown("ACTIVE"), undefined],
    [shown("UNKNOWN_STATUS", FUTURE), undefined],
    [shown("PENDING_REGISTRATION", PAST), undefined],
    [shown("ACTIVE", PAST), "LAPSED"],
    [shown("ACTIVE", PAST, "EXPIRED"), "LAPSED"],
    [shown("SOMETHING_NEW", PAST), "LAPSED"],
    [shown("ACTIVE", FUTURE, "EXPIRED"), "ICANN_EXPIRED"],
    [shown("FAILED_REGISTRATION", PAST, "EXPIRED"), "FAILED_REGISTRATION"],
    [shown("CANCELED", PAST, "EXPIRED"), "CANCELED"],
    [shown("CANCELED", FUTURE), "CANCELED"],
  ])("with %j: %s", (seen, trouble) => expect(troubleOf(seen, NOW)).toBe(trouble));
});

describe("when it expired", () => {
  test.each([
    ["ACTIVE", PAST, PAST],
    ["CANCELED", PAST, PAST],
    ["ACTIVE", FUTURE, undefined],
    ["PENDING_REGISTRATION", PAST, undefined],
    ["FAILED_REGISTRATION", PAST, undefined],
  ])("%s, %s: %s", (status, expirationDate, lapse) =>
    expect(lapseOf(shown(status, expirationDate), NOW)).toBe(lapse),
  );
});

describe("in words", () => {
  const domain = "example.com";
  test.each([
    [{ domain }, undefined],
    [
      { domain, trouble: "LAPSED", expirationDate: PAST },
      "example.com expired on 2027-03-01 00:00 UTC, and is lost after its redemption period. Renew it at " +
        'https://manage.wix.com/account/domains; or declare redeem: { expired: "2027-03-01", priceClass: "REGULAR" }, ' +
        "which costs money, as long as its redemption period lasts.",
    ],
    [
      { domain, trouble: "ICANN_EXPIRED" },
      "example.com is inactive: its contacts were not confirmed to ICANN in time. Only Wix can start the confirmation " +
        "again: ask Wix, then run `pulumi refresh`.",
    ],
    [
      { domain, trouble: "FAILED_REGISTRATION", failure: { code: "OTHER", message: "no reason" } },
      "the registration of example.com failed, OTHER, no reason. The next `pulumi up` tries once more; correct the " +
        "contacts first.",
    ],
    [
      { domain, trouble: "FAILED_REGISTRATION", failure: { code: "OTHER" } },
      "the registration of example.com failed, OTHER. The next `pulumi up` tries once more; correct the contacts first.",
    ],
    [
      { domain, trouble: "FAILED_REGISTRATION" },
      "the registration of example.com failed. The next `pulumi up` tries once more; correct the contacts first.",
    ],
    [
      { domain, trouble: "CANCELED" },
      "the registration of example.com is cancelled at Wix. It is not bought again by itself: ask Wix whether it can be " +
        "restored, declare redeem where it has expired, or take the resource out of the program.",
    ],
  ])("%j", (state, line) => expect(describeTrouble(state)).toBe(line));
});
