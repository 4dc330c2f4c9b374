import { describe, expect, test } from "@jest/globals";
import { mail } from "../../../../provider/src";

describe("record sets of several services", () => {
  test("are one a type and host name, with one SPF record as mild as the mildest", () => {
    const sets = mail.combine(
      mail.microsoft365({ server: "bakery-example.mail.protection.outlook.com", autodiscover: false }),
      [mail.googleWorkspace({ verification: "google-site-verification=a" })[1]!],
      [{ type: "TXT" as const, hostName: "@", values: ["other=1", "v=spf1 ip4:192.0.2.1 -all"] }],
    );
    expect(sets).toEqual([
      { type: "MX", hostName: "@", values: ["0 bakery-example.mail.protection.outlook.com"] },
      {
        type: "TXT",
        hostName: "@",
        values: [
          "v=spf1 include:spf.protection.outlook.com include:_spf.google.com ip4:192.0.2.1 ~all",
          "google-site-verification=a",
          "other=1",
        ],
      },
    ]);
  });

  test("keep an SPF record that stands alone as it is written", () => {
    const text = "v=spf1  mx -all";
    expect(mail.combine([{ type: "TXT", hostName: "@", values: [text] }])[0]?.values).toEqual([text]);
  });
});

describe("a provider's record sets", () => {
  test("stand below another host name where the mail is there", () => {
    const sets = mail.zohoMail({
      hostName: "post",
      region: "eu",
      dkim: { key: "v=DKIM1; p=" },
      alsoSends: ["mailgun.org"],
      end: "-all",
    });
    expect(sets.map(({ type, hostName, values }) => `${type} ${hostName} ${values.join(", ")}`)).toEqual([
      "MX post 10 mx.zoho.eu, 20 mx2.zoho.eu, 50 mx3.zoho.eu",
      "TXT post v=spf1 include:zohomail.eu include:mailgun.org -all",
      "TXT zmail._domainkey.post v=DKIM1; p=",
    ]);
  });

  test("are left out where they are not wanted", () => {
    expect(mail.fastmail({ domainName: "example.com", services: false })).toHaveLength(5);
    expect(
      mail.mailgun({ hostName: "mg.example.com", dkim: { key: "k" }, receives: false, tracking: false }),
    ).toHaveLength(2);
    expect(mail.mailgun({ hostName: "mg.example.com", region: "eu", dkim: { key: "k" } })[0]?.values[0]).toBe(
      "10 mxa.eu.mailgun.org",
    );
  });

  test("say of a domain that it has no mail", () => {
    expect(mail.noMail({ hostName: "parked" }).map(({ hostName, values }) => [hostName, ...values])).toEqual([
      ["parked", "0 ."],
      ["parked", "v=spf1 -all"],
      ["_dmarc.parked", "v=DMARC1; p=reject"],
    ]);
  });
});
