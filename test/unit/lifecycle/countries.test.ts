import { describe, expect, test } from "@jest/globals";
import { countryCode } from "../../../provider/src/lifecycle/countries";

const read = (code: unknown) => countryCode("write a country").safeParse(code);

describe("a country", () => {
  test.each([
    ["DE", "DE"],
    ["de", "DE"],
    [" gb ", "GB"],
    ["AX", "AX"],
    ["ZW", "ZW"],
  ])("%j is %s", (given, code) => {
    expect(read(given)).toEqual({ success: true, data: code });
  });

  // What Intl.DisplayNames has a name for, and ISO 3166-1 has assigned to no country.
  test.each(["UK", "EU", "UN", "XK", "ZZ", "XA", "AC", "IC", "EA", "TA", "DG", "CP", "EZ", "QO", "AN", "SU"])(
    "%s is none",
    code => {
      expect(read(code).error?.issues).toMatchObject([{ message: "write a country" }]);
    },
  );

  test.each(["", "D", "DEU", "276", "Germany", "toString", "__proto__", 49, null])("%j is none", code => {
    expect(read(code).success).toBe(false);
  });
});
