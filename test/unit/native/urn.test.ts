import { expect, test } from "@jest/globals";
import { namedBy } from "../../../provider/src/native/urn";

test.each<[urn: string, type: string, name: string, under: string | undefined]>([
  ["urn:pulumi:dev::shop::wix:index:Package::plan", "Package", "plan", undefined],
  ["urn:pulumi:dev::shop::my:index:Shop$wix:index:Package::plan", "Package", "plan", "my:index:Shop"],
  ["urn:pulumi:dev::shop::a:b:C$d:e:F$wix:index:DnsSettings::a::b", "DnsSettings", "a::b", "a:b:C$d:e:F"],
])("a resource is who its URN says it is: %s", (urn, type, name, under) => {
  expect(namedBy(urn)).toEqual({ owner: { type, name, under }, program: "shop/dev", type });
});
